import { useEffect, useRef, useState } from 'react'
import { isRole } from '../../domain/person/role.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import { fill } from '../../words/fill.ts'
import { call, fileUrl } from '../api.ts'
import { AppealStamp, WhyDue } from '../appeal/AppealStamp.tsx'
import { Badge } from '../appeal/Badge.tsx'
import { Correspondence } from '../appeal/Correspondence.tsx'
import { longMoment } from '../appeal/dates.ts'
import { Evidence } from '../appeal/Evidence.tsx'
import { History } from '../appeal/History.tsx'
import { SignatureFacts } from '../appeal/Signature.tsx'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { Hours } from '../frame/Footer.tsx'
import { BackLink } from '../frame/Links.tsx'
import { PageTitle, useTitle } from '../frame/Page.tsx'
import { useOnNews } from '../notice/use-on-news.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Banner, Note } from '../ui/Banner.tsx'
import { DownloadButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { More } from '../ui/More.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { LetterPages } from '../ui/Sheet.tsx'
import { useLoad } from '../ui/use-load.ts'
import { PageSkeleton } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords } from '../words.ts'
import { SignatureState } from './SignatureState.tsx'
import { AskedPapers } from './thread/AskedPapers.tsx'
import { closingLetterOf, FollowUp, WaysOn } from './thread/FollowUp.tsx'
import { Rating } from './thread/Rating.tsx'
import { Withdraw } from './thread/Withdraw.tsx'
import { WriteMessage } from './thread/WriteMessage.tsx'

/** §10: one appeal in full: where it is now, who has it, every letter and file. Opening it marks it read. */
export function AppealPage({ id }: { id: string }) {
  useAllWords('papers', 'verdict', 'evidence', 'replySignature')
  useAllWords('cabinet', 'statuses', 'notices', 'files', 'thread', 'writing', 'refusals', 'rating')
  const words = useWords('cabinet')
  const { data, error, loading, reload, renew } = useLoad(id, (signal, quiet) =>
    call('GET /api/appeals/:id', { params: { id }, signal, quiet }),
  )
  useOnNews((arrived) => arrived && renew())
  useTitle(data?.subject ?? words.yourAppeal)
  useMarkRead(id, data?.history.length ?? 0)
  return (
    <>
      <BackLink to={paths.incoming}>{words.incomingTitle}</BackLink>
      {data !== undefined && <Changed status={data.status} />}
      {data !== undefined && <Whole appeal={data} onSent={renew} />}
      {data === undefined && (loading ? <PageSkeleton /> : <LoadFailed error={error} retry={reload} page />)}
    </>
  )
}

/** Opening the page marks it read. What comes while it is open is read once somebody has moved on it. */
function useMarkRead(id: string, events: number): void {
  const { refresh } = useSession()
  const latest = useRef(refresh)
  latest.current = refresh
  const first = useRef(true)
  useEffect(() => {
    if (events === 0) return
    const mark = () => {
      // That it was read is not worth an error of its own: the next visit marks it.
      call('POST /api/appeals/:id/reading', { params: { id } }).then(
        () => latest.current(),
        () => undefined,
      )
    }
    if (first.current) {
      first.current = false
      mark()
      return
    }
    const moved = new AbortController()
    const once = () => {
      moved.abort()
      mark()
    }
    for (const event of ['pointerdown', 'keydown']) addEventListener(event, once, { signal: moved.signal })
    return () => moved.abort()
  }, [id, events])
}

/** The status has changed while the page was open: said politely, and the page has followed. */
function Changed({ status }: { status: Appeal['status'] }) {
  const words = useWords('notices')
  const names = useWords('statuses')
  const [first] = useState(status)
  return (
    <div role="status" className="said">
      {status !== first && (
        <Banner kind="good">
          <p>{fill(words.appealChanged, { status: names[status].name })}</p>
        </Banner>
      )}
    </div>
  )
}

function Whole({ appeal, onSent }: { appeal: OwnAppeal; onSent: () => void }) {
  const words = useWords('cabinet')
  const files = useWords('files')
  const papers = useWords('papers')
  const closing = closingLetterOf(appeal)
  const statusWords = useWords('statuses')[appeal.status]
  const company = useSession().session.company.shortName[useLanguage()]
  return (
    <>
      <div className="appeal-head">
        <div className="stack">
          <PageTitle lang={appeal.letterLanguage}>{appeal.subject}</PageTitle>
          <p className="row">
            <Badge status={appeal.status} />
            <span className="meta nowrap">
              {fill(words.contractNumber, { number: appeal.contractNumber })}
            </span>
          </p>
          {appeal.papersAsked && <PapersAsked />}
          {appeal.papers?.slots.some(({ state }) => state === 'asked') && (
            <p className="state-word need">
              <Icon name="file" />
              {papers.mark}
            </p>
          )}
          {!appeal.papersAsked && appeal.returned === null && (
            <p className="hint">
              {fill(statusWords.hint, { company })} {statusWords.yourPart}
            </p>
          )}
          <SignatureState appeal={appeal} />
        </div>
        <div className="stamp-side">
          <AppealStamp appeal={appeal} />
          <WhyDue appeal={appeal} />
        </div>
      </div>
      {appeal.papers !== null && <AskedPapers appeal={appeal} papers={appeal.papers} onSent={onSent} />}
      <div className="appeal-body cards">
        <section className="card mail" aria-labelledby="h-mail">
          <h2 id="h-mail">{words.correspondence}</h2>
          <WriteMessage appeal={appeal} onSent={onSent} />
          <FollowUp appeal={appeal} />
          <Withdraw appeal={appeal} onSent={onSent} />
          <Correspondence
            appeal={appeal}
            ownTitle={words.yourAppeal}
            readWords={words.youRead}
            fileHref={(fileId) =>
              fileUrl('GET /api/appeals/:id/files/:fileId', { params: { id: appeal.id, fileId } })
            }
            ownExtra={<SignedLetter appeal={appeal} />}
            extraOf={({ id }) => (
              <>
                <Rating appeal={appeal} letterId={id} onKept={onSent} />
                {id === closing?.id && <WaysOn appeal={appeal} />}
              </>
            )}
          />
          <p className="row">
            <DownloadButton
              small
              href={fileUrl('GET /api/appeals/:id/archive', { params: { id: appeal.id } })}
            >
              {files.downloadAll}
            </DownloadButton>
          </p>
          <p className="hint">{fill(files.archiveHint, { text: files.leftOutName })}</p>
        </section>
        <Executor appeal={appeal} />
        <section className="card line" aria-labelledby="h-line">
          <h2 id="h-line">{words.history}</h2>
          <History appeal={appeal} />
        </section>
        <Evidence href={fileUrl('GET /api/appeals/:id/evidence', { params: { id: appeal.id } })} />
        <Views appeal={appeal} />
      </div>
    </>
  )
}

/** The interim reply asks for papers: what to do, in the place of what the status says. */
function PapersAsked() {
  const { yourPart } = useWords('notices').kinds.papersAsked
  return (
    <Note kind="wait" icon="wait">
      {yourPart}
    </Note>
  )
}

/** The letter as it was signed, its signature in full, and the copy to look at. */
function SignedLetter({ appeal }: { appeal: Appeal }) {
  const words = useWords('cabinet')
  return (
    <>
      <More title={words.showLetter}>
        <LetterPages
          pages={appeal.letterPages}
          srcOf={(page) =>
            fileUrl('GET /api/appeals/:id/letter/pages/:page', { params: { id: appeal.id, page } })
          }
          text={appeal.letterText}
          lang={appeal.letterLanguage}
        />
      </More>
      <SignatureFacts signature={appeal.signature} />
      <p className="row">
        <DownloadButton
          small
          href={fileUrl('GET /api/appeals/:id/viewing-copy', { params: { id: appeal.id } })}
        >
          {words.viewingCopy}
        </DownloadButton>
        <PrintButton />
      </p>
    </>
  )
}

/** §10: who has the appeal, and how to reach them: the call centre, then the extension. */
function Executor({ appeal }: { appeal: Appeal }) {
  const words = useWords('cabinet')
  const site = useWords('site')
  const { executor } = appeal
  return (
    <section className="card who-card" aria-labelledby="h-executor">
      <h2 id="h-executor">{words.executorTitle}</h2>
      {executor === null ? (
        <p className="hint">{words.executorNone}</p>
      ) : (
        <>
          <div>
            <p className="strong">{executor.fullName}</p>
            <p>
              {words.extension} <span className="ext">{executor.extension}</span>
            </p>
          </div>
          <div>
            <p className="meta">
              {words.callHint} <span className="capital">{site.weekdays}</span>, <Hours />
            </p>
            <a className="big-tel" href={executor.tel}>
              <Icon name="phone" />
              {executor.callCentre}
            </a>
          </div>
        </>
      )}
    </section>
  )
}

/** Every opening of the letter by staff, so that the client knows who has seen it. */
function Views({ appeal }: { appeal: Appeal }) {
  const words = useWords('cabinet')
  const { roles } = useWords('site')
  const language = useLanguage()
  return (
    <section className="card proof" aria-labelledby="h-views">
      <h2 id="h-views">{words.views}</h2>
      {appeal.views.length === 0 ? (
        <p className="hint">{words.viewsNone}</p>
      ) : (
        <ul className="views">
          {appeal.views.map(({ at, role }) => (
            <li key={`${at} ${role}`}>
              {fill(words.viewsLine, {
                role: isRole(role) ? roles[role] : role,
                date: longMoment(at, language),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
