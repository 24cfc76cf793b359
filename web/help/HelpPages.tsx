import { Link } from 'wouter'
import { type HelpSection, helpSections } from '../../words/help-sections.ts'
import { MissingPage } from '../frame/FaultPages.tsx'
import { BackLink } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { Icon } from '../ui/Icon.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { useAllWords, useWords } from '../words.ts'
import { HelpText, useHelpLead } from './HelpText.tsx'
import './help.css'

/** The help, for everybody, signed in or not: the list of its sections, and each on a page of its own. */
export function HelpPages({ section }: { section: string | undefined }) {
  useAllWords('help')
  const known = helpSections.find((one) => one === section)
  if (section === undefined) return <HelpIndex />
  return known === undefined ? <MissingPage /> : <HelpSectionPage key={known} section={known} />
}

function HelpIndex() {
  const words = useWords('help')
  useTitle(words.title)
  return (
    <>
      <PageHead title={words.title} hint={words.lead} />
      <nav aria-label={words.index}>
        <ol className="help-index">
          {helpSections.map((section) => (
            <IndexEntry key={section} section={section} />
          ))}
        </ol>
      </nav>
    </>
  )
}

function IndexEntry({ section }: { section: HelpSection }) {
  const words = useWords('help')
  const lead = useHelpLead(section)
  return (
    <li className="card">
      <div>
        <Link className="link" href={paths.helpSection(section)}>
          {words.sections[section].name}
        </Link>
        <p className="meta">{lead}</p>
      </div>
      <Icon name="right" />
    </li>
  )
}

function HelpSectionPage({ section }: { section: HelpSection }) {
  const words = useWords('help')
  const lead = useHelpLead(section)
  const { name } = words.sections[section]
  const at = helpSections.indexOf(section)
  const [before, after] = [helpSections[at - 1], helpSections[at + 1]]
  useTitle(name)
  return (
    <>
      <BackLink to={paths.help}>{words.title}</BackLink>
      <PageHead title={name} hint={lead} />
      <HelpText section={section} level={2} />
      <nav className="help-way row after" aria-label={words.index}>
        {before !== undefined && (
          <Link className="link-row" href={paths.helpSection(before)}>
            <Icon name="left" />
            <span>
              <span className="meta">{words.previous}</span>
              <br />
              {words.sections[before].name}
            </span>
          </Link>
        )}
        {after !== undefined && (
          <Link className="link-row" href={paths.helpSection(after)}>
            <span>
              <span className="meta">{words.next}</span>
              <br />
              {words.sections[after].name}
            </span>
            <Icon name="right" />
          </Link>
        )}
      </nav>
      <p className="after">
        <PrintButton />
      </p>
    </>
  )
}
