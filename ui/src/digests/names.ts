import type { ExportFormat, Kind, OutletKind, Paper, Product, Relevance, Style } from '../host';
import { m } from '../i18n/messages';

/** In which an issue's own words (contents, date, page numbers) can be set. */
export const ISSUE_LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'ru', 'zh'];

export const FORMAT_NAMES: Record<ExportFormat, () => string> = {
  pdf: m.format_pdf,
  html: m.format_html,
  docx: m.format_docx,
  epub: m.format_epub,
  md: m.format_md,
  eml: m.format_eml,
};

export const STYLE_NAMES: Record<Style, () => string> = {
  classic: m.style_classic,
  modern: m.style_modern,
  gazette: m.style_gazette,
};

export const PAPER_NAMES: Record<Paper, () => string> = { a4: m.paper_a4, letter: m.paper_letter };

export const PRODUCT_NAMES: Record<Product, () => string> = {
  whole: m.product_whole,
  summaries: m.product_summaries,
  clippings: m.product_clippings,
};

export const KIND_NAMES: Record<Kind, () => string> = {
  news: m.kind_news,
  comment: m.kind_comment,
  interview: m.kind_interview,
};

export const RELEVANCE_NAMES: Record<Relevance, () => string> = {
  main: m.relevance_main,
  secondary: m.relevance_secondary,
  mention: m.relevance_mention,
};

export const OUTLET_KIND_NAMES: Record<OutletKind, () => string> = {
  print: m.kind_print,
  online: m.kind_online,
  agency: m.kind_agency,
  broadcast: m.kind_broadcast,
};
