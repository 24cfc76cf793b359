import type { ReactNode } from 'react'

/** Names and values; `rows` with an empty value are left out. */
export function Facts({
  rows,
  columns,
}: {
  rows: readonly (readonly [string, ReactNode])[]
  columns?: boolean
}) {
  return (
    <dl className={columns ? 'facts-list cols' : 'facts-list'}>
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
