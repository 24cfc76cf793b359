import type { evidence as kk } from '../kk/evidence.ts'

export const evidence: typeof kk = {
  title: 'Evidence package',
  hint: 'The letter, the signature, the documents, the registration receipt and the replies in one file. Anybody can check it, later and offline too.',
  download: 'Download the evidence package',
  check: 'Check a package',
}
