import { paths } from '../paths.ts'
import { DownloadButton } from '../ui/Button.tsx'
import { useWords } from '../words.ts'

/** Everything that proves an appeal, to take away; and where it can be checked. */
export function Evidence({ href }: { href: string }) {
  const words = useWords('evidence')
  return (
    <section className="card" aria-labelledby="h-evidence">
      <h2 id="h-evidence">{words.title}</h2>
      <p className="hint">{words.hint}</p>
      <p className="row">
        <DownloadButton small href={href}>
          {words.download}
        </DownloadButton>
        <a href={paths.check}>{words.check}</a>
      </p>
    </section>
  )
}
