// The visible text of each page: the whole of it, its usual article areas, and the smallest part that holds headline and text.
// usage: node render.mjs EXTRACT OUT
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import zlib from "node:zlib";
import puppeteer from "puppeteer-core";

const [extract, out] = process.argv.slice(2);
const truth = JSON.parse(fs.readFileSync(path.join(extract, "truth.json")));
fs.mkdirSync(out, { recursive: true });

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
page.setDefaultTimeout(8000);
await page.setJavaScriptEnabled(false);
await page.setViewport({ width: 1280, height: 900 });
await page.setRequestInterception(true);
const file = path.join(out, "page.html");
page.on("request", (request) => (request.url() === pathToFileURL(file).href ? request.continue() : request.abort()));

for (const [id, article] of Object.entries(truth)) {
  try {
    fs.writeFileSync(file, "\ufeff" + zlib.gunzipSync(fs.readFileSync(path.join(extract, article.file))));
    await page.goto(pathToFileURL(file).href, { waitUntil: "domcontentloaded" });
    const found = await page.evaluate(visible, article.title ?? "", article.text ?? "");
    fs.writeFileSync(path.join(out, `${id}.json`), JSON.stringify(found));
  } catch (error) {
    console.error(id, String(error).slice(0, 100));
  }
}
await browser.close();

function visible(title, text) {
  const key = (part) => (part ?? "").normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const areas = ["article", "main", "[role=main]", "#content", ".content"]
    .map((area) => [...document.querySelectorAll(area)].map((node) => node.innerText).sort((a, b) => b.length - a.length)[0])
    .filter(Boolean);
  const all = key(document.body.innerText);
  const paragraphs = text.split(/\n+/).map(key).filter((part) => part.length >= 30 && all.includes(part.slice(0, 60)));
  const headline = all.includes(key(title)) ? key(title) : "";
  let tight = document.body;
  for (let inner = tight; inner && paragraphs.length > 0; ) {
    tight = inner;
    inner = [...tight.children].find((child) => {
      const own = key(child.innerText);
      return own.includes(headline) && paragraphs.filter((part) => own.includes(part.slice(0, 60))).length >= paragraphs.length * 0.9;
    });
  }
  if (paragraphs.length > 0) areas.push(tight.innerText);
  return { whole: document.body.innerText, areas };
}
