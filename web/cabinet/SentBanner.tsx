import { useEffect, useRef } from 'react'
import { formatTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { longDate } from '../appeal/dates.ts'
import { LinkButton } from '../frame/Links.tsx'
import { paths } from '../paths.ts'
import { useServerNow } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useLanguage, useWords } from '../words.ts'

/** §9: signed and sent: the coupon, and when the number comes. It takes the focus; a reload shows it again. */
export function SentBanner({ id }: { id: string }) {
  const words = useWords('cabinet')
  const language = useLanguage()
  const now = useServerNow()
  const box = useRef<HTMLDivElement>(null)
  const { data: appeal, reload } = useLoad(`sent ${id}`, (signal) =>
    call('GET /api/appeals/:id', { params: { id }, signal }),
  )
  const known = appeal !== undefined
  const waiting = known && appeal.registration === null && Date.parse(appeal.registersAt ?? '') <= now()
  useEffect(() => {
    if (known) box.current?.focus()
  }, [known])
  useEffect(() => {
    if (!waiting) return
    // Registered at once, by the worker: the number is a moment away.
    const timer = setInterval(reload, 2000)
    return () => clearInterval(timer)
  }, [waiting, reload])
  if (appeal === undefined) return null
  return (
    <div ref={box} tabIndex={-1} className="sent-banner">
      <Banner
        kind="good"
        title={words.sentTitle}
        role="status"
        action={
          <LinkButton to={paths.appeal(id)} kind="secondary" small>
            {words.openAppeal}
          </LinkButton>
        }
      >
        <p>
          {words.sentCoupon} <b>{appeal.coupon.number}</b>. {registrationWords()}
        </p>
      </Banner>
    </div>
  )

  function registrationWords(): string {
    if (appeal === undefined) return ''
    const due = appeal.due ? fill(words.sentDue, { date: longDate(appeal.due.date, language) }) : ''
    if (appeal.registration !== null) {
      return `${fill(words.sentRegistered, { registration: appeal.registration })} ${due}`
    }
    if (waiting || appeal.registrationDate === null || appeal.registersAt === null) return words.sentSoon
    return fill(words.sentLater, {
      date: longDate(appeal.registrationDate, language),
      time: formatTime(Date.parse(appeal.registersAt)),
    })
  }
}
