import { useState } from 'react'
import type { Profile } from '../../../wire/profile.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { longMoment } from '../../appeal/dates.ts'
import { ConsentText } from '../../consent/ConsentText.tsx'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'

/** Which versions of the text were agreed to and when; the text of today; how to take it back. */
export function GivenConsents({ consents }: { consents: Profile['consents'] }) {
  const words = useWords('profile')
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  return (
    <div className="stack tight">
      <h3>{words.consents}</h3>
      <ul className="views">
        {consents.map(({ version, givenAt }) => (
          <li key={version}>{fill(words.consentLine, { version, date: longMoment(givenAt, language) })}</li>
        ))}
      </ul>
      <p className="hint">{words.consentWithdraw}</p>
      <p className="row">
        <Button kind="plain" small onPress={() => setOpen(true)}>
          {words.consentRead}
        </Button>
      </p>
      {open && <TextWindow onClose={() => setOpen(false)} />}
    </div>
  )
}

function TextWindow({ onClose }: { onClose: () => void }) {
  const words = useWords('profile')
  const { data, error, reload } = useLoad('consent', (signal) => call('GET /api/consent', { signal }))
  return (
    <Dialog title={words.consents} wide onClose={onClose}>
      {data === undefined &&
        (error === undefined ? <Skeleton /> : <LoadFailed error={error} retry={reload} />)}
      {data?.text && <ConsentText text={data.text} />}
    </Dialog>
  )
}
