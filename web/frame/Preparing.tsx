import { fill } from '../../words/fill.ts'
import { useSession } from '../session.tsx'
import { Banner } from '../ui/Banner.tsx'
import { useWords } from '../words.ts'

/**
 * While the company has not entered all that an appeal needs: what a client can do meanwhile, what staff have to
 * do.
 */
export function Preparing({ office }: { office: boolean }) {
  const words = useWords('preparing')
  const { missing, company } = useSession().session
  return (
    <div className="preparing">
      <Banner kind="wait" title={words.title}>
        {office ? (
          <>
            <p>{words.staff}</p>
            <ul>
              {missing.map((name) => (
                <li key={name}>{words.missing[name]}</li>
              ))}
            </ul>
          </>
        ) : (
          <p>{fill(words.client, { phone: company.callCentre.replaceAll(' ', '\u00a0') })}</p>
        )}
      </Banner>
    </div>
  )
}
