import type { HelpSection } from '../../words/help-sections.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'
import { HelpText, useHelpLead } from './HelpText.tsx'
import './help.css'

/** The section that belongs to a step, over the step: nothing typed is left behind. */
export function HelpWindow({ section, onClose }: { section: HelpSection; onClose: () => void }) {
  const words = useWords('help')
  const site = useWords('site')
  const lead = useHelpLead(section)
  return (
    <Dialog
      wide
      above={<p className="meta strong">{words.title}</p>}
      title={words.sections[section].name}
      onClose={onClose}
      foot={
        <Button kind="secondary" onPress={onClose}>
          {site.close}
        </Button>
      }
    >
      <p className="hint">{lead}</p>
      <HelpText section={section} level={3} />
      <a className="link-row" href={paths.help} target="_blank" rel="noreferrer">
        <Icon name="help" />
        {words.whole}
      </a>
    </Dialog>
  )
}
