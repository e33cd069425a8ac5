/**
 * An article as others quote it. Styles: notes of The Chicago Manual of Style (18th edition, 14.89), the reference list of APA (7th
 * edition, 10.1), and an @article of BibTeX. Nothing is made up: a part that is not known is left out.
 */
import type { Article } from '../host';

export type Style = 'chicago' | 'apa' | 'bibtex';

export function cite(article: Article, style: Style): string {
  return { chicago: citeChicago, apa: citeApa, bibtex: citeBibtex }[style](article);
}

/** The words, and under them whose they are. */
export function quote(words: string, article: Article): string {
  return `${words.trim()}\n\n${citeChicago(article)}`;
}

/** The article as Markdown: its head, its text, and where it is from. */
export function toMarkdown(article: Article): string {
  const head = [
    `# ${escape(article.title)}`,
    article.standfirst ? `**${escape(article.standfirst)}**` : '',
    [article.byline.join(', '), article.source?.name, article.published?.at.slice(0, 10)]
      .filter(Boolean)
      .map((part) => escape(part ?? ''))
      .join(' · '),
  ];
  const tail = article.url ? [`<${article.url}>`] : [];
  return [...head.filter(Boolean), bodyOf(article.html), ...tail].join('\n\n').trim() + '\n';
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function citeChicago(article: Article): string {
  const { byline, title, source, published, page, url } = article;
  const day = dayOf(published?.at);
  const parts = [
    andList(byline, 'and'),
    `“${title},”`,
    source ? source.name : '',
    day ? `${day.month} ${day.day}, ${day.year}` : '',
    page ?? '',
    url ?? '',
  ].filter(Boolean);
  // The headline brings its comma inside the quotation marks.
  return `${parts.join(', ').replace(',”, ', ',” ').replace(/,”$/, '”')}.`;
}

function citeApa(article: Article): string {
  const { byline, title, source, published, page, url } = article;
  const day = dayOf(published?.at);
  const who = andList(byline, '&') || source?.name || '';
  const when = day ? `(${day.year}, ${day.month} ${day.day}).` : '(n.d.).';
  const where = byline.length > 0 && source ? `${source.name}${page ? `, ${page}` : ''}.` : '';
  return [
    who && `${who}${who.endsWith('.') ? '' : '.'}`,
    when,
    `${title}${/[.?!]$/.test(title) ? '' : '.'}`,
    where,
    url ?? '',
  ]
    .filter(Boolean)
    .join(' ');
}

function citeBibtex(article: Article): string {
  const { byline, title, source, published, page, url, language } = article;
  const day = dayOf(published?.at);
  const word = /\p{L}+/u.exec(byline[0]?.split(' ').at(-1) ?? source?.name ?? title)?.[0] ?? 'article';
  const fields: [string, string | null | undefined][] = [
    ['author', byline.join(' and ')],
    ['title', `{${title}}`],
    ['journal', source?.name],
    ['date', published?.at.slice(0, 10)],
    ['pages', page],
    ['url', url],
    ['langid', language],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value ? [`  ${name} = {${value.replace(/[&%$#_]/g, '\\$&')}}`] : [],
  );
  return `@article{${word.toLowerCase()}${day?.year ?? ''},\n${lines.join(',\n')}\n}`;
}

function dayOf(at: string | undefined): { year: string; month: string; day: number } | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(at ?? '');
  return found && { year: found[1]!, month: MONTHS[Number(found[2]) - 1] ?? '', day: Number(found[3]) };
}

function andList(names: string[], and: string): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')}${names.length > 2 ? ',' : ''} ${and} ${names.at(-1)}`;
}

function bodyOf(html: string): string {
  // A document of its own: nothing in it runs or loads.
  const page = new DOMParser().parseFromString(html, 'text/html');
  return blocksOf(page.body).join('\n\n');
}

function blocksOf(parent: Element): string[] {
  return [...parent.childNodes].flatMap((node): string[] => {
    if (!(node.nodeType === Node.ELEMENT_NODE)) {
      const text = inline(node).trim();
      return text ? [text] : [];
    }
    const element = node as Element;
    const name = element.tagName;
    const level = /^H([1-6])$/.exec(name)?.[1];
    if (level) return [`${'#'.repeat(Math.max(Number(level), 2))} ${inline(element).trim()}`];
    switch (name) {
      case 'P':
      case 'FIGCAPTION':
        return [inline(element).trim()];
      case 'BLOCKQUOTE':
        return [blocksOf(element).join('\n\n').replace(/^/gm, '> ').replace(/^> $/gm, '>')];
      case 'UL':
      case 'OL':
        return [
          [...element.children]
            .map((item, index) => `${name === 'OL' ? `${index + 1}.` : '-'} ${blocksOf(item).join('\n  ')}`)
            .join('\n'),
        ];
      case 'PRE':
        return [`\`\`\`\n${element.textContent?.trimEnd()}\n\`\`\``];
      case 'HR':
        return ['---'];
      case 'TABLE':
        return [tableOf(element)];
      case 'DIV':
      case 'FIGURE':
      case 'SECTION':
      case 'DL':
        return blocksOf(element);
      default:
        return [inline(element).trim()].filter(Boolean);
    }
  });
}

function tableOf(table: Element): string {
  const rows = [...table.querySelectorAll('tr')].map(
    (row) => `| ${[...row.children].map((cell) => inline(cell).trim().replaceAll('|', '\\|')).join(' | ')} |`,
  );
  const columns = table.querySelector('tr')?.children.length ?? 0;
  return [rows[0], `|${' --- |'.repeat(columns)}`, ...rows.slice(1)].join('\n');
}

function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escape((node.textContent ?? '').replace(/\s+/g, ' '));
  const words = [...node.childNodes].map(inline).join('');
  switch (node.nodeName) {
    case 'STRONG':
    case 'B':
      return words.trim() ? `**${words}**` : words;
    case 'EM':
    case 'I':
      return words.trim() ? `*${words}*` : words;
    case 'CODE':
      return `\`${node.textContent}\``;
    case 'BR':
      return '\\\n';
    case 'A':
      return `[${words}](${(node as Element).getAttribute('href') ?? ''})`;
    default:
      return words;
  }
}

/** What Markdown would take for its own. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&').replace(/^(\s*)([#>+-]|\d+\.)(?=\s)/, '$1\\$2');
}
