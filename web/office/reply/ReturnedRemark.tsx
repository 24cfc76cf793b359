import { letterLanguages } from '../../../domain/language.ts'
import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Banner } from '../../ui/Banner.tsx'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { changesBetween, Differences } from './Differences.tsx'

interface ReturnedRemarkProps {
  readonly returned: NonNullable<Reply['returned']>
  /** What the texts are now. */
  readonly texts: Reply['texts']
}

/** What was said when the letter was sent back, on top of it, with what it was then. */
export function ReturnedRemark({ returned, texts }: ReturnedRemarkProps) {
  const words = useWords('reply')
  const shown = letterLanguages.filter((one) => returned.texts[one] !== '' || texts[one] !== '')
  const changes = shown.reduce((sum, one) => sum + changesBetween(returned.texts[one], texts[one]), 0)
  return (
    <Banner
      kind="wait"
      icon="returned"
      title={fill(words.returnedBy, { name: returned.by, at: shortMoment(returned.at) })}
    >
      <p className="remark">{fill(words.remark, { text: returned.remark })}</p>
      <p className="meta">{changes === 0 ? words.unchanged : fill(words.changed, { n: changes })}</p>
      <More title={words.returnedText}>
        {shown.map((one) => (
          <Differences key={one} before={returned.texts[one]} after={texts[one]} lang={one} />
        ))}
      </More>
    </Banner>
  )
}
