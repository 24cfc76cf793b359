let moved = false
for (const event of ['pushState', 'popstate']) window.addEventListener(event, noteMove)

/** The person has gone from one page to another, so the next page's title takes the focus. */
export function noteMove(): void {
  moved = true
}

/** False on the first page of a visit: there the browser's own beginning is right. */
export function hasMoved(): boolean {
  return moved
}
