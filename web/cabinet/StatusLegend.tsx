import { sentStatuses } from '../../domain/appeal/status.ts'
import { fill } from '../../words/fill.ts'
import { Badge } from '../appeal/Badge.tsx'
import { useSession } from '../session.tsx'
import { More } from '../ui/More.tsx'
import { useLanguage, useWords } from '../words.ts'

/** §10: every status in one sentence, and what the client must do. */
export function StatusLegend({ open }: { open?: boolean }) {
  const words = useWords('cabinet')
  const statusWords = useWords('statuses')
  const company = useSession().session.company.shortName[useLanguage()]
  return (
    <div className="after">
      <More title={words.legend} open={open ?? false}>
        <div className="legend">
          {sentStatuses.map((status) => (
            <div key={status}>
              <Badge status={status} />
              <p>
                {fill(statusWords[status].hint, { company })} {statusWords[status].yourPart}
              </p>
            </div>
          ))}
        </div>
      </More>
    </div>
  )
}
