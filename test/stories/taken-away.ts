import type { BrowserContext } from 'playwright-core'

/**
 * From now on what is taken away under its reader, while the address stays, says so as an error in the console: a page
 * whose heading goes, and any part, a window too, that is hidden because something in it waits (React hides all of the
 * nearest Suspense, web/words.ts). At a new address the old page may go: it is hidden or replaced at once. So may that
 * of another person, and the question that comes before a page: each has a `main` of its own (web/frame/Frame.tsx).
 */
export async function watchForTakenAway(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // The frame of the key has no storage, and is no page.
    if (window.origin === 'null') return
    let address = location.pathname
    let shownIn: Element | null = null
    // As React hides, and nobody else.
    const isHidden = ({ type, target }: MutationRecord) =>
      type === 'attributes' &&
      target instanceof HTMLElement &&
      target.isConnected &&
      target.style.getPropertyPriority('display') === 'important'
    const look = (changes: readonly MutationRecord[]) => {
      const main = document.querySelector('main')
      const shownBefore = shownIn
      shownIn = main?.querySelector('h1')?.checkVisibility() === true ? main : null
      if (location.pathname !== address) {
        // What goes with the address goes in this turn.
        setTimeout(() => {
          address = location.pathname
        })
        return
      }
      if (main !== null && shownBefore === main && shownIn === null)
        console.error(`the page was taken away at ${address}`)
      const part = changes.find(isHidden)?.target
      if (part instanceof HTMLElement)
        console.error(`<${part.localName} class="${part.className}"> was taken away at ${address}`)
    }
    new MutationObserver(look).observe(document, {
      childList: true,
      subtree: true,
      attributeFilter: ['style', 'hidden'],
    })
  })
}
