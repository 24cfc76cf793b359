import type { DemoMail } from '../../wire/notice.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { longMoment } from '../appeal/dates.ts'
import { LoadFailed, MissingPage } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords } from '../words.ts'

/** Only in the demo: the mails that the cabinet has sent, as their reader would see them. */
export function DemoMailPage() {
  useAllWords('notices')
  const { demo } = useSession().session
  return demo ? <Mails /> : <MissingPage />
}

function Mails() {
  const words = useWords('notices')
  const site = useWords('site')
  const { data, error, loading, reload } = useLoad('demo-mails', (signal) =>
    call('GET /api/demo/mails', { signal }),
  )
  useTitle(words.demoTitle)
  return (
    <>
      <PageHead title={words.demoTitle} hint={words.demoHint} />
      {data === undefined && (loading ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data?.mails.length === 0 && <EmptyState title={words.demoEmpty} hint={words.demoEmptyHint} />}
      {data !== undefined && (
        <div className="cards demo-mail">
          {data.mails.map((mail) => (
            <Mail key={`${mail.receivedAt} ${mail.to} ${mail.subject}`} mail={mail} />
          ))}
        </div>
      )}
      <p className="row notices-more">
        <Button kind="secondary" small icon="again" onPress={reload}>
          {site.reload}
        </Button>
      </p>
    </>
  )
}

function Mail({ mail }: { mail: DemoMail }) {
  const words = useWords('notices')
  const language = useLanguage()
  return (
    <article className="card">
      <h2>{mail.subject}</h2>
      <p className="meta">
        {fill(words.demoTo, { to: mail.to })} ·&nbsp;{longMoment(mail.receivedAt, language)}
      </p>
      <pre>{mail.text.split(/(https?:\/\/\S+)/).map(asLink)}</pre>
    </article>
  )
}

/** The addresses of this site lead there in the same window. */
function asLink(part: string, index: number) {
  if (index % 2 === 0) return part
  const { pathname, search } = new URL(part)
  return (
    <a key={`${index} ${part}`} className="link" href={pathname + search}>
      {part}
    </a>
  )
}
