import { formatSizeLimit } from '../../words/file-size.ts'
import type { HelpPage } from '../../words/help-page.ts'
import type { HelpSection } from '../../words/help-sections.ts'
import { helpSections } from '../../words/help-sections.ts'
import { CallCentreLink, Hours } from '../frame/Footer.tsx'
import { useSession } from '../session.tsx'
import { useLanguage, useWords } from '../words.ts'

/** Fills the company's phone, hours, name and largest file into a text of the help. */
function useTold(): (text: string) => string {
  const language = useLanguage()
  const { company, fileLimits } = useSession().session
  const params: Readonly<Record<string, string>> = {
    company: company.shortName[language],
    callCentre: company.callCentre.replaceAll(' ', '\u00a0'),
    opens: company.opens.replace(/^0/, ''),
    closes: company.closes,
    fileSize: formatSizeLimit(fileLimits.maxBytes, language),
  }
  return (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole)
}

/** One section of the help: what is to be seen, what to do, what people ask. Headings begin at `level`. */
export function HelpText({ section, level }: { section: HelpSection; level: 2 | 3 }) {
  const words = useWords('help')
  const told = useTold()
  const page: HelpPage = words.sections[section]
  const Heading = `h${level}` as const
  const questions = section === 'questions' ? allQuestions(words.sections) : page.questions
  return (
    <div className="help-text">
      {page.see.length > 0 && (
        <section>
          <Heading>{words.see}</Heading>
          <ul className="dots">
            {page.see.map((line) => (
              <li key={line}>{told(line)}</li>
            ))}
          </ul>
        </section>
      )}
      {page.steps.length > 0 && (
        <section>
          <Heading>{words.steps}</Heading>
          <ol className="steps">
            {page.steps.map((line) => (
              <li key={line}>
                <span>{told(line)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {questions.length > 0 && (
        <section>
          <Heading>{words.asked}</Heading>
          <dl className="asked">
            {questions.map(({ q, a }) => (
              <div key={q}>
                <dt>{told(q)}</dt>
                <dd>{told(a)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <CallUs />
    </div>
  )
}

/** Who to ask when no answer is here. */
function CallUs() {
  const words = useWords('help')
  const site = useWords('site')
  return (
    <p className="note call-us">
      <span>
        {words.call} <CallCentreLink />
        {', '}
        {site.weekdays}, <Hours />
      </span>
    </p>
  )
}

const allQuestions = (sections: Readonly<Record<HelpSection, HelpPage>>): HelpPage['questions'] =>
  // The most asked first: the key, then the term.
  ['signature', 'statuses', 'questions', ...helpSections]
    .filter((code, index, all) => all.indexOf(code) === index)
    .flatMap((code) => sections[code as HelpSection].questions)

/** The lead of a section, filled. */
export function useHelpLead(section: HelpSection): string {
  const words = useWords('help')
  return useTold()(words.sections[section].lead)
}
