import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../db/project-root.ts'
import { type Certificate, parseCertificate } from '../../eds/certificate.ts'
import { parseCms } from '../../eds/cms.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { ocspRequest, parseOcsp } from '../../eds/ocsp.ts'
import { openKeyFile } from '../../eds/pkcs12.ts'
import { verifySignature } from '../../eds/public-key.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import { verifyCms } from '../../eds/verify.ts'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import type { Algorithm } from '../../pretend/certification-authority/key-pair.ts'
import { answerOcsp } from '../../pretend/certification-authority/ocsp-responder.ts'
import { writeList } from '../../pretend/certification-authority/revocation-list.ts'
import { createRegister } from '../../pretend/certification-authority/revocation-register.ts'
import { letterSchema } from '../../server/letter/letter.ts'
import { renderLetter } from '../../server/letter/render-letter.ts'
import { type Figure, quantile, round } from './figures.ts'

const at = Date.parse('2026-11-23T06:00:00Z')
const iin = '921125270019'
const warmUp = 8
// Of a GOST key that comes again more is remembered: there everybody signs once, as clients do.
const people = { rsa: 8, gost2015: 68 }
const rounds = { rsa: 1600, gost2015: 60 }

interface Signed {
  readonly cms: Uint8Array
  readonly evidence: RevocationEvidence
  /** The signatures that a verdict on it must check, each with the certificate that answers for it. */
  readonly operations: readonly { signer: Certificate; data: Uint8Array; signature: Uint8Array }[]
}

/**
 * From the bytes of a CMS over a real letter, with its stored answers (OCSP about the signer, the root's list about the
 * issuing authority), to a valid verdict; against the bare checks of the three signatures in it that are its own: the
 * signer's, their certificate's, the answer's. What authorities sign about themselves is remembered by the process.
 * Both are taken in turn.
 */
export async function verdictFigures(): Promise<Figure[]> {
  const sample = readFileSync(join(projectRoot(), 'docs/samples/letter.json'), 'utf8')
  const content = renderLetter(letterSchema.parse(JSON.parse(sample))).pdf
  const authority = await createAuthority({ now: new Date(at) })
  const rsa = await measure(authority, 'rsa', content)
  const gost = await measure(authority, 'gost2015', content)
  return [
    {
      name: 'verdict on one RSA signature',
      value: round(rsa.verdict / rsa.bare),
      unit: 'ratio of medians',
      against: 'the bare RSA operations it needs (3)',
      budget: 2,
      from: from(rsa, content),
    },
    {
      name: 'verdict on one GOST R 34.10-2015 signature, processor time',
      value: round(gost.processor),
      unit: 'ms of one core',
      budget: 5,
      from: from(gost, content),
    },
  ]
}

type Measured = Awaited<ReturnType<typeof measure>>
const from = ({ verdict, bare, perSecond }: Measured, content: Uint8Array) => ({
  verdictMs: round(verdict, 3),
  bareMs: round(bare, 3),
  verdictsPerSecond: Math.round(perSecond),
  letterBytes: content.length,
})

async function measure(authority: Authority, algorithm: Algorithm, content: Uint8Array) {
  const signed = await sign(authority, algorithm, content)
  const { anchors, intermediates } = authority
  const verification = {
    content,
    at,
    now: at,
    anchors,
    intermediates,
    expectIin: iin,
    purpose: 'letter' as const,
  }
  const verdicts: number[] = []
  const bare: number[] = []
  let processor = 0
  for (let n = -warmUp; n < rounds[algorithm]; n += 1) {
    const one = signed[(n + warmUp) % signed.length]
    if (one === undefined) throw new Error('nobody signed')
    const [start, spent] = [performance.now(), process.cpuUsage()]
    const { result, code } = await verifyCms({ ...verification, cms: one.cms, evidence: one.evidence })
    const [between, used] = [performance.now(), process.cpuUsage(spent)]
    for (const { signer, data, signature } of one.operations) {
      const scheme = algorithm === 'rsa' ? 'rsa-sha256' : 'gost2015-512'
      if (!(await verifySignature(signer, scheme, data, signature))) throw new Error('a bare check failed')
    }
    const end = performance.now()
    if (result !== 'valid') throw new Error(`the verdict is ${code}`)
    // The first round warms up and fills what the process remembers of authorities.
    if (n < 0) continue
    verdicts.push(between - start)
    bare.push(end - between)
    processor += (used.user + used.system) / 1000
  }
  const total = verdicts.reduce((sum, ms) => sum + ms, 0)
  return {
    verdict: quantile(verdicts, 0.5),
    bare: quantile(bare, 0.5),
    processor: processor / verdicts.length,
    perSecond: (1000 * verdicts.length) / total,
  }
}

async function sign(authority: Authority, algorithm: Algorithm, content: Uint8Array): Promise<Signed[]> {
  const day = 86_400_000
  const [root, issuing] = [authority.root(algorithm), authority.issuing(algorithm)]
  const responder = await authority.issueService('ocsp', algorithm, new Date(at))
  const crl = await writeList(root, {
    revoked: new Map(),
    number: 1,
    thisUpdate: at - 1000,
    nextUpdate: at + day,
  })
  const made: Signed[] = []
  for (let n = 0; n < people[algorithm]; n += 1) {
    const { p12 } = await authority.issuePersonKey({
      surname: 'Сапарова',
      givenName: 'Айгерім',
      iin,
      algorithm,
      purpose: 'sign',
      notBefore: new Date(at - day),
      notAfter: new Date(at + 300 * day),
      password: 'Qwerty12',
    })
    const { certificate, privateKey } = openKeyFile(p12, 'Qwerty12')
    if (privateKey === null) throw new Error('the key cannot sign')
    const cms = await buildCms({ content, certificate, privateKey, signingTime: at, detached: true })
    const request = await ocspRequest(certificate, issuing.certificate, new Uint8Array(16).fill(n + 1))
    const ocsp = await answerOcsp(request, responder, createRegister(), at)
    const signer = parseCms(cms).signers[0]
    const answer = parseOcsp(ocsp)
    if (signer?.signed == null) throw new Error('no signed attributes')
    made.push({
      cms,
      evidence: { ocsp: [ocsp], crls: [crl] },
      operations: [
        { signer: parseCertificate(certificate.der), data: signer.signed.bytes, signature: signer.signature },
        { signer: issuing.certificate, data: certificate.signedPart, signature: certificate.signature },
        { signer: responder.certificate, data: answer.signedPart, signature: answer.signature },
      ],
    })
  }
  return made
}
