/** «47», «1 000+»: a count as it is said; `more`: it was counted no further (docs/office.md 4). */
export function countText({ total, more }: { readonly total: number; readonly more: boolean }): string {
  const grouped = String(total).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
  return more ? `${grouped}+` : grouped
}
