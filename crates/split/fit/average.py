"""The mean of several exports of fit.py, each as often as it is named.

usage: average.py OUT.bin EXPORT…
"""
import sys

import numpy as np

np.mean([np.fromfile(file, "<f4") for file in sys.argv[2:]], axis=0).astype("<f4").tofile(sys.argv[1])
