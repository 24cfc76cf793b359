import { parseCertificate } from '../eds/certificate.ts'
import { buildCms } from '../eds/cms-writer.ts'
import { openKeyFile } from '../eds/pkcs12.ts'
import type { Authority } from '../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../pretend/certification-authority/person-profile.ts'
import type { Trust } from '../server/context.ts'
import { playedAuthority } from './played-authority.ts'

/** Keys of a played authority, made once a test file, and CMS made with them. */
export class Signer {
  readonly authority: Authority
  readonly now: Date

  constructor(authority: Authority, now: Date) {
    this.authority = authority
    this.now = now
  }

  static async create(now: string): Promise<Signer> {
    return new Signer(await playedAuthority(new Date(now)), new Date(now))
  }

  get trust(): Trust {
    const { anchors, intermediates } = this.authority
    return { anchors, intermediates, testPersons: true }
  }

  /** Base64 of a CMS over `content` by a fresh key of this IIN. */
  async cms(
    iin: string,
    content: Uint8Array,
    order: {
      algorithm?: 'rsa' | 'gost2015'
      purpose?: 'sign' | 'auth'
      company?: PersonKeyOrder['company']
      notAfter?: string
    } = {},
  ): Promise<string> {
    const password = 'Құпия сөз 12'
    const day = 86_400_000
    const { p12 } = await this.authority.issuePersonKey({
      surname: 'Сынақов',
      givenName: 'Сынақ',
      patronymic: 'Сынақұлы',
      iin,
      algorithm: order.algorithm ?? 'gost2015',
      purpose: order.purpose ?? 'sign',
      notBefore: new Date(this.now.getTime() - 30 * day),
      notAfter:
        order.notAfter === undefined ? new Date(this.now.getTime() + 300 * day) : new Date(order.notAfter),
      password,
      ...(order.company === undefined ? {} : { company: order.company }),
    })
    const { certificate, privateKey } = openKeyFile(p12, password)
    if (privateKey === null) throw new Error('the key file has no key')
    const cms = await buildCms({
      content,
      certificate: parseCertificate(certificate.der),
      privateKey,
      signingTime: this.now.getTime(),
      detached: true,
    })
    return Buffer.from(cms).toString('base64')
  }
}
