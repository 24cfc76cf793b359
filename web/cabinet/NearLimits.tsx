import type { NearLimitRow } from '../../wire/attachment.ts'
import { formatFileSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import { Note } from '../ui/Banner.tsx'
import { useLanguage, useWords } from '../words.ts'

/** Quotas that are near, told before they say no. */
export function NearLimits({ limits }: { limits: readonly NearLimitRow[] }) {
  const words = useWords('quota')
  const language = useLanguage()
  return limits.map(({ limit, used, most }) => {
    const said = (n: number): string =>
      limit === 'bytes' || limit === 'bytesToday' ? formatFileSize(n, language) : String(n)
    return (
      <Note key={limit} icon="warning" kind="wait">
        {fill(words[limit], { used: said(used), most: said(most) })}
      </Note>
    )
  })
}
