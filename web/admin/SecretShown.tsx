import { Banner } from '../ui/Banner.tsx'
import { useWords } from '../words.ts'

/** The secret of somebody's one-time codes, as text and as the address that authenticators take. */
export function SecretShown({ secret, uri }: { secret: string; uri: string }) {
  const words = useWords('people')
  return (
    <Banner kind="wait" icon="key" title={words.secretTitle} role="status">
      <p>{words.secretOnce}</p>
      <p className="secret">{secret}</p>
      <p className="meta secret">{uri}</p>
    </Banner>
  )
}
