import type { LetterLanguage } from '../../../domain/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words.ts'

interface ReplaceLetterProps {
  /** Of the template. */
  readonly name: string
  readonly language: LetterLanguage
  readonly onReplace: () => void
  readonly onClose: () => void
}

/** What is written is not given up without being asked. */
export function ReplaceLetter({ name, language, onReplace, onClose }: ReplaceLetterProps) {
  const words = useWords('replyTemplates')
  const site = useWords('site')
  return (
    <Dialog
      title={words.replaceTitle}
      onClose={onClose}
      foot={
        <>
          <Button kind="plain" onPress={onClose}>
            {site.cancel}
          </Button>
          <Button onPress={onReplace}>{words.replace}</Button>
        </>
      }
    >
      <p>{words.replaceText}</p>
      <p>
        <b lang={language}>{name}</b>
      </p>
    </Dialog>
  )
}
