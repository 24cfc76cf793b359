import { useState } from 'react'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import type { Field } from '../../../domain/catalogue/field.ts'
import { call } from '../../api.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { referencesOf } from '../draft/draft-journey.ts'
import { useJourney } from '../draft/journey-page.ts'
import { sayAnswer } from './answers/say-answer.ts'
import { TypeChoice } from './TypeChoice.tsx'
import { droppedFields } from './type-change.ts'

/** §4: what the contract offers; changing the type asks before anything written is dropped. */
export function ChooseType({ error }: { error: string | undefined }) {
  const { draft, saving } = useJourney()
  const [asked, setAsked] = useState<{ type: AppealType; dropped: readonly Field[] } | null>(null)
  const {
    data,
    error: fault,
    reload,
  } = useLoad(draft.contractId, (signal) =>
    call('GET /api/contracts/:id/offer', { params: { id: draft.contractId }, signal }),
  )
  if (data === undefined)
    return fault === undefined ? <Skeleton /> : <LoadFailed error={fault} retry={reload} />
  const take = (type: AppealType) => {
    setAsked(null)
    saving.change({ typeCode: type.code })
    void saving.flush()
  }
  const choose = (type: AppealType) => {
    if (type.code === draft.typeCode) return
    const dropped = droppedFields(draft.type, type, draft.answers)
    if (dropped.length === 0) take(type)
    else setAsked({ type, dropped })
  }
  return (
    <>
      <TypeChoice
        offer={data}
        chosen={asked?.type.code ?? draft.typeCode}
        role={draft.contract.applicantRole}
        error={error}
        onChoose={choose}
      />
      {asked && (
        <ChangeTypeWindow
          dropped={asked.dropped}
          onKeep={() => setAsked(null)}
          onChange={() => take(asked.type)}
        />
      )}
    </>
  )
}

interface ChangeTypeWindowProps {
  readonly dropped: readonly Field[]
  readonly onKeep: () => void
  readonly onChange: () => void
}

function ChangeTypeWindow({ dropped, onKeep, onChange }: ChangeTypeWindowProps) {
  const words = useWords('writing')
  const language = useLanguage()
  const { draft } = useJourney()
  return (
    <Dialog
      title={words.changeTypeTitle}
      onClose={onKeep}
      foot={
        <>
          <Button kind="plain" onPress={onChange}>
            {words.changeType}
          </Button>
          <Button onPress={onKeep}>{words.keepType}</Button>
        </>
      }
    >
      <p>{words.changeTypeText}</p>
      <dl className="facts-list">
        {dropped.map((field) => (
          <div key={field.code}>
            <dt>{field.label[language]}</dt>
            <dd className="typed-lines">
              {sayAnswer(field, draft.answers[field.code], language, referencesOf(draft))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
