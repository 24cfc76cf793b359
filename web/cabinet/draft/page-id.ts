/** This page's own mark, as long as it lives: what two windows have unsaved is kept apart by it. */
export const pageId: string = crypto.randomUUID()

const lockOf = (page: string): string => `otinish.page.${page}`

// The browser lets go of it when the page is gone, however it went. Without locks (no secure origin) every page
// counts as gone: the same change is then saved twice under one id, which does no harm.
const locks: LockManager | undefined = typeof navigator === 'undefined' ? undefined : navigator.locks
const held = locks?.request(lockOf(pageId), () => new Promise(() => {}))
held?.catch(() => undefined)

/** Whether another window that is still open has this mark. */
export async function isOpenElsewhere(page: string): Promise<boolean> {
  if (page === pageId || locks === undefined) return false
  const { held: marks = [] } = await locks.query()
  return marks.some(({ name }) => name === lockOf(page))
}
