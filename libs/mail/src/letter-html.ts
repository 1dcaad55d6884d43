import { markup, multiline, type SafeHtml } from './html-escape';
import { chineseNumber, type LetterBlock, type LetterContent } from './letter-content';

// Outlook lays out with Word: tables, inline styles and attributes; the style element is only for telephones.
const FONT = markup`font-family:'Microsoft JhengHei','微軟正黑體','PingFang TC','Noto Sans TC','Noto Sans CJK TC',sans-serif;`;
const INK = '#1f2933';
const QUIET = '#5b6773';
const ACCENT = '#1d4e6b';
const LINE = '#d5dce2';
const WRAP = markup`word-break:break-word;overflow-wrap:anywhere;`;
const BODY = markup`${FONT}font-size:16px;line-height:1.8;color:${INK};${WRAP}`;

/** A prepared letter as a whole HTML document. */
export function letterHtml(letter: LetterContent): string {
  const rows = [
    letter.salutation === undefined ? undefined : paragraph(letter.salutation),
    ...letter.body.flatMap(block),
    letter.facts.length === 0 ? undefined : facts(letter.facts),
    letter.request === undefined ? undefined : paragraph(letter.request),
    letter.link === undefined ? undefined : link(letter.link),
    ...letter.closing.map((line) => paragraph(line)),
  ].filter((row) => row !== undefined);
  return page(letter, rows).toString();
}

function page({ subject, sender }: LetterContent, rows: readonly SafeHtml[]): SafeHtml {
  return markup`<!DOCTYPE html>
<html lang="zh-Hant-TW">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${subject}</title>
<style>@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}.fact{padding:8px 10px!important}}</style>
</head>
<body style="margin:0;padding:0;background-color:#eef1f4;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#eef1f4">
<tr><td align="center" style="padding:24px 12px;">
<!--[if mso]><table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:640px;background-color:#ffffff;border:1px solid ${LINE};border-top:4px solid ${ACCENT};">
<tr><td align="left" class="pad" style="padding:28px 36px 0;${FONT}font-size:14px;line-height:1.6;letter-spacing:1px;color:${QUIET};${WRAP}">${sender.organisation}</td></tr>
<tr><td align="left" class="pad" style="padding:6px 36px 20px;border-bottom:1px solid ${LINE};"><h1 style="margin:0;${FONT}font-size:22px;line-height:1.5;font-weight:bold;color:${ACCENT};${WRAP}">${heading(subject)}</h1></td></tr>
<tr><td align="left" class="pad" style="padding:22px 36px 8px;">
${rows}</td></tr>
<tr><td align="left" class="pad" style="padding:18px 36px 28px;border-top:1px solid ${LINE};">${signature(sender)}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

/** The case number at the end stays in one piece on a narrow screen. */
function heading(subject: string): readonly SafeHtml[] {
  const [, before, number] = /^(.+)(（[^（）]{1,24}）)$/.exec(subject) ?? [];
  if (before === undefined || number === undefined) return [markup`${subject}`];
  return [markup`${before}`, markup`<span style="white-space:nowrap;">${number}</span>`];
}

const block = (part: LetterBlock): SafeHtml | readonly SafeHtml[] =>
  part.kind === 'paragraph' ? paragraph(part.text) : [paragraph(part.heading, '6'), items(part.items)];

function paragraph(text: string, below = '16'): SafeHtml {
  return markup`<p style="margin:0 0 ${below}px;${BODY}">${multiline(text)}</p>
`;
}

function facts(entries: LetterContent['facts']): SafeHtml {
  const rows = entries.map(
    ({ label, value }) =>
      markup`<tr><th class="fact" scope="row" align="left" valign="top" nowrap width="1%" bgcolor="#f5f7f9" style="width:1%;white-space:nowrap;padding:9px 14px;border:1px solid ${LINE};background-color:#f5f7f9;${FONT}font-size:15px;line-height:1.7;font-weight:normal;color:${QUIET};">${label}</th><td class="fact" align="left" valign="top" style="padding:9px 14px;border:1px solid ${LINE};${FONT}font-size:15px;line-height:1.7;color:${INK};${WRAP}">${multiline(value)}</td></tr>
`,
  );
  return markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 20px;border-collapse:collapse;">
${rows}</table>
`;
}

function items(entries: readonly string[]): SafeHtml {
  // Room for the longest number at 16 px a character: 十、 is two, 十一、 three, 二十一、 four.
  const width = entries.length > 20 ? '68' : entries.length > 10 ? '52' : '36';
  const rows = entries.map(
    (item, index) =>
      markup`<tr><td align="left" valign="top" width="${width}" style="width:${width}px;padding:0 0 8px;white-space:nowrap;${BODY}">${chineseNumber(index + 1)}、</td><td align="left" valign="top" style="padding:0 0 8px;${BODY}">${multiline(item)}</td></tr>
`,
  );
  return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 14px;">
${rows}</table>
`;
}

function link({ label, url }: NonNullable<LetterContent['link']>): SafeHtml {
  return markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 10px;">
<tr><td align="center" bgcolor="${ACCENT}" style="background-color:${ACCENT};padding:11px 26px;"><a href="${url}" style="${FONT}font-size:16px;line-height:1.4;color:#ffffff;text-decoration:none;">${label}</a></td></tr>
</table>
<p style="margin:0 0 20px;${FONT}font-size:13px;line-height:1.6;color:${QUIET};word-break:break-all;">網址：${url}</p>
`;
}

function signature({ organisation, unit, phone }: LetterContent['sender']): SafeHtml {
  const more = [unit, phone === undefined ? undefined : `電話：${phone}`]
    .filter((line) => line !== undefined)
    .map((line) => markup`<br><span style="font-size:14px;color:${QUIET};">${line}</span>`);
  return markup`<p style="margin:0;${FONT}font-size:15px;line-height:1.7;color:${INK};${WRAP}"><strong>${organisation}</strong>${more}</p>`;
}
