/**
 * A page of an older build asks for a file that the new build on the server does not have. The page then reloads
 * itself: once a minute at most, and only while the server answers, so that nobody ends before an empty window.
 */
const key = 'otinish.renewed'
const onceIn = 60_000
let missing: unknown

/** Vite tells of a file of ours that could not be fetched just before the import fails with the same error. */
export function listenForMissingFiles(): void {
  addEventListener('vite:preloadError', (event) => {
    missing = (event as Event & { payload?: unknown }).payload
  })
}

export function isMissingFile(error: unknown): boolean {
  return error !== undefined && error === missing
}

/** Reloads for the new build; false when that was done just now, or when the server does not answer. */
export async function renewOnce(): Promise<boolean> {
  const before = Number(sessionStorage.getItem(key) ?? 0)
  if (Date.now() - before < onceIn) return false
  const answers = await fetch('/health/ready', { cache: 'no-store' }).then(
    (answer) => answer.ok,
    () => false,
  )
  if (!answers) return false
  sessionStorage.setItem(key, String(Date.now()))
  location.reload()
  return true
}
