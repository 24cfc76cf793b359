import { type OpenedKeyFile, openKeyFile } from '../../eds/pkcs12.ts'
import type { Authority, PersonKey } from '../../pretend/certification-authority/authority.ts'
import type { PersonKeyOrder } from '../../pretend/certification-authority/person-profile.ts'
import type { Trust } from '../../server/context.ts'
import { playedAuthority } from '../played-authority.ts'

/** The password of every key of the stories. */
export const keyPassword = 'Qwerty12-stories'

/** A file as it is chosen in a window. */
export interface ChosenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

const aigerim = {
  surname: 'Сапарова',
  givenName: 'Айгерім',
  patronymic: 'Ерланқызы',
  iin: '921125270019',
  algorithm: 'rsa',
  purpose: 'sign',
  notBefore: new Date('2025-06-01T00:00:00Z'),
  notAfter: new Date('2027-06-01T00:00:00Z'),
  password: keyPassword,
} as const satisfies PersonKeyOrder
const daniyar = {
  ...aigerim,
  surname: 'Иманбеков',
  givenName: 'Данияр',
  patronymic: 'Серікұлы',
  iin: '850412170014',
}
const stranger = { ...aigerim, surname: 'Бөтенов', givenName: 'Асан', patronymic: '', iin: '770303400121' }
/** A member of staff, with the keys that their company gave them. */
export const staffKeyIin = '900101300017'
const askar = {
  ...aigerim,
  surname: 'Оспанов',
  givenName: 'Асқар',
  patronymic: 'Нұрланұлы',
  iin: staffKeyIin,
  company: { bin: '990140990016', name: '«ҚАЗАҚСТАН ТҰРҒЫН ҮЙ КОМПАНИЯСЫ» АҚ', role: 'employee' },
} as const satisfies PersonKeyOrder
/** The head of the first unit, with the keys that the company gave them. */
export const headKeyIin = '760413450012'
const gulnar = {
  ...askar,
  surname: 'Бекова',
  givenName: 'Гүлнар',
  patronymic: 'Талғатқызы',
  iin: headKeyIin,
  company: { ...askar.company, role: 'maySign' },
} as const satisfies PersonKeyOrder
const otherCompany = { bin: '050540004455', name: '«БАСҚА КОМПАНИЯ» ЖШС', role: 'employee' } as const
const past = { notBefore: new Date('2024-11-01T00:00:00Z'), notAfter: new Date('2025-11-01T00:00:00Z') }

const orders = {
  rsa: aigerim,
  gost: { ...aigerim, algorithm: 'gost2015' },
  auth: { ...aigerim, purpose: 'auth' },
  expired: { ...aigerim, ...past },
  foreign: daniyar,
  strangerGost: { ...stranger, algorithm: 'gost2015' },
  foreignGost: { ...daniyar, algorithm: 'gost2015' },
  staffAuth: { ...askar, purpose: 'auth' },
  staffRsa: askar,
  staffGost: { ...askar, algorithm: 'gost2015' },
  staffRevoked: { ...askar, algorithm: 'gost2015' },
  staffOwnGost: { ...stranger, iin: staffKeyIin, algorithm: 'gost2015' },
  headRsa: gulnar,
  headGost: { ...gulnar, algorithm: 'gost2015' },
  otherCompanyGost: { ...askar, company: otherCompany, algorithm: 'gost2015' },
} as const satisfies Record<string, PersonKeyOrder>
export type KeyName = keyof typeof orders

/** The played authority of a story: what the server trusts, and keys of its people, each made when first asked for. */
export class Keys {
  readonly trust: Trust
  readonly authority: Authority
  readonly #made = new Map<KeyName, Promise<PersonKey>>()

  private constructor(authority: Authority) {
    this.authority = authority
    this.trust = {
      anchors: authority.anchors,
      intermediates: authority.intermediates,
      testPersons: true,
    }
  }

  static async create(now: Date): Promise<Keys> {
    return new Keys(await playedAuthority(now))
  }

  async file(name: KeyName): Promise<ChosenFile> {
    const made = this.#made.get(name) ?? this.authority.issuePersonKey(orders[name])
    this.#made.set(name, made)
    const { fileName, p12 } = await made
    return { name: fileName, mimeType: 'application/x-pkcs12', buffer: Buffer.from(p12) }
  }

  /** The same key without its file, for what a story arranges beforehand. */
  async opened(name: KeyName): Promise<OpenedKeyFile> {
    return openKeyFile(new Uint8Array((await this.file(name)).buffer), keyPassword)
  }
}
