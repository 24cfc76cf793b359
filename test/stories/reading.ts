import type { Page } from 'playwright-core'

/** At 400 % of a window 1280 px wide, a page has this much room (WCAG 1.4.10). */
export const zoomed = { width: 320, height: 256 } as const

/**
 * What a person cannot read or reach on the page as it is now: texts cut off, and controls that hide when they have
 * the focus.
 */
export async function hiddenFaults(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const name = (one: Element) =>
      `${one.tagName}.${one.getAttribute('class') ?? ''} «${(one.textContent ?? '').trim().slice(0, 40)}»`
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body
    const faults: string[] = []

    for (const one of top.querySelectorAll('*')) {
      const { overflowX, overflowY, textOverflow, clipPath, position } = getComputedStyle(one)
      const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip')
      // What is for screen readers alone is a clipped pixel.
      if ((!hides && textOverflow !== 'ellipsis') || clipPath !== 'none' || !one.checkVisibility()) continue
      if (position === 'absolute' && one.clientWidth <= 1) continue
      // A field of one line is moved along with the caret.
      if (one.matches('input')) continue
      const cutX = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1
      const cutY = /hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1
      if ((cutX && /hidden|clip/.test(overflowX)) || cutY) faults.push(`cut off: ${name(one)}`)
    }

    const controls = top.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]',
    )
    const before = document.activeElement
    for (const control of controls) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches(':disabled')) continue
      control.focus()
      if (document.activeElement !== control) continue
      // The box of what is shown for a hidden radio or file field is its label.
      const seen = control.getBoundingClientRect().width > 2 ? control : (control.closest('label') ?? control)
      const boxes = [...seen.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
      const reachable = boxes.some(({ left, top, width, height }) =>
        [0.1, 0.3, 0.5, 0.7, 0.9].some((part) => {
          const x = Math.min(Math.max(left + width * part, 1), innerWidth - 1)
          const y = Math.min(Math.max(top + height * part, 1), innerHeight - 1)
          const hit = document.elementFromPoint(x, y)
          return hit !== null && seen.contains(hit)
        }),
      )
      if (!reachable && boxes.length > 0) faults.push(`hidden with the focus: ${name(control)}`)
    }
    if (before instanceof HTMLElement) before.focus()
    return faults
  })
}

/** What was never filled in: placeholders, and the names that a program gives to nothing. */
export async function unfilledFaults(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => `${document.title} ${document.body.innerText}`)
  return [...text.matchAll(/\{\w+\}|\bundefined\b|\bnull\b|\bNaN\b|\[object|\bInvalid Date\b/g)].map(
    ([what]) => `unfilled: ${what}`,
  )
}

/**
 * Texts in a language that their `lang` does not say: Kazakh letters outside Kazakh, Cyrillic ones in English. What a
 * person or a file is called has no language, and an address is as it was given: `names` takes them out.
 */
export async function foreignFaults(page: Page, names: RegExp): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const nameless = '.downloads, .files, .who'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: { text: string; lang: string }[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = (node.textContent ?? '').trim()
      if (parent === null || text === '' || !parent.checkVisibility() || parent.closest(nameless)) continue
      found.push({ text, lang: parent.closest('[lang]')?.getAttribute('lang') ?? '' })
    }
    return found
  })
  const alphabets: Readonly<Record<string, RegExp>> = { ru: /[әғқңөұүһі]/i, en: /\p{Script=Cyrillic}/u }
  return texts
    .filter(({ text, lang }) => alphabets[lang]?.test(text.replaceAll(names, '')))
    .map(({ text, lang }) => `${lang}, though it says «${text.slice(0, 80)}»`)
}
