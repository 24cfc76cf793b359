import { useState } from 'react'
import { useLocation } from 'wouter'
import { formatLongDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useJourney } from './journey-page.ts'

/** §5 «Болдырмау»: leaves, keeps the draft and says so before. */
export function LeaveButton() {
  const words = useWords('writing')
  const site = useWords('site')
  const language = useLanguage()
  const [, navigate] = useLocation()
  const { draft, saving } = useJourney()
  const [asked, setAsked] = useState<'no' | 'saved' | 'unsaved'>('no')
  const ask = async () => setAsked((await saving.flush()) ? 'saved' : 'unsaved')
  return (
    <>
      <Button kind="plain" onPress={() => void ask()}>
        {site.cancel}
      </Button>
      {asked !== 'no' && (
        <Dialog
          title={words.leaveTitle}
          onClose={() => setAsked('no')}
          foot={
            <>
              <Button kind="plain" onPress={() => navigate(paths.incoming)}>
                {words.leave}
              </Button>
              <Button onPress={() => setAsked('no')}>{words.stay}</Button>
            </>
          }
        >
          <p>
            {asked === 'saved'
              ? fill(words.leaveText, { date: formatLongDate(draft.keptUntil, language) })
              : words.leaveUnsaved}
          </p>
        </Dialog>
      )}
    </>
  )
}
