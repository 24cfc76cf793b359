import type { Language } from '../../domain/language.ts'

/** A mail in words, before it is addressed. */
export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What every mail of the site says of itself. `site` is its address, without a slash at the end. */
export interface MailFrame {
  readonly language: Language
  readonly site: string
  /** The company's short name. */
  readonly company: string
}

export interface Paragraph {
  readonly text: string
  readonly link?: string
  readonly small?: boolean
}

export function composed(title: string, language: Language, paragraphs: readonly Paragraph[]): ComposedMail {
  const lines = paragraphs.map(({ text, link }) => (link === undefined ? text : `${text}\n${link}`))
  const html = paragraphs.map(({ text, link, small }) => {
    const style = small ? 'margin:0 0 12px;color:#506069;font-size:15px' : 'margin:0 0 16px'
    const end = link === undefined ? '' : `<br><a href="${escaped(link)}">${escaped(link)}</a>`
    return `<p style="${style}">${escaped(text).replaceAll('\n', '<br>')}${end}</p>`
  })
  return {
    subject: title,
    text: `${lines.join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(title)}</title>`,
      '<body style="margin:24px;max-width:600px;font:17px/1.5 sans-serif;color:#17252b">',
      `<h1 style="margin:0 0 16px;font-size:20px">${escaped(title)}</h1>`,
      ...html,
      '</body></html>',
    ].join('\n'),
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
