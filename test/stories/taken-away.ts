import type { BrowserContext } from 'playwright-core'

/**
 * From now on a page that was to be seen and goes away under its reader, while its address stays, says so as an error
 * in the console: a part that came later waited for something, and took all of the page with it.
 */
export async function watchForTakenAway(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // The frame of the key has no storage, and no heading of the first level.
    if (window.origin === 'null') return
    let shownAt: string | null = null
    const look = () => {
      const isShown = document.querySelector('main h1')?.checkVisibility() === true
      if (!isShown && shownAt === location.pathname)
        console.error(`the page was taken away at ${location.pathname}`)
      shownAt = isShown ? location.pathname : null
    }
    new MutationObserver(look).observe(document, {
      childList: true,
      subtree: true,
      attributeFilter: ['style', 'hidden'],
    })
  })
}
