import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fromBase64 } from '../../eds/bytes.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { derOf } from '../../eds/pem.ts'
import { SetupRefused } from '../config.ts'
import type { Db, Trust } from '../context.ts'
import { readDemo } from '../setting/setting-store.ts'
import { installedCertificates } from './trust-certificate-store.ts'

export const noTrust: Trust = { anchors: [], intermediates: [], testPersons: false }

const DemoTrust = z.object({ anchors: z.array(z.base64()), intermediates: z.array(z.base64()) })

/**
 * The trust of this process. A demo database brings its own, left by demo/. Any other has what `otinish trust add`
 * installed, and what lies in `folder`: roots in `<folder>/anchors`, intermediates in `<folder>/intermediates`, one
 * certificate a file, DER or PEM. Without either nothing is trusted, and test persons never. Throws SetupRefused.
 */
export async function loadTrust(db: Db, options: { folder: string | null }): Promise<Trust> {
  const world = await db.selectFrom('world').select('demo').executeTakeFirst()
  const left = await readDemo(db, 'trust.demo')
  if (left !== null) {
    if (world?.demo !== true) throw new SetupRefused('demoRoots')
    const demo = DemoTrust.parse(left)
    const all = (list: string[]): Uint8Array[] => list.map((text) => checked(fromBase64(text), 'trust.demo'))
    return { anchors: all(demo.anchors), intermediates: all(demo.intermediates), testPersons: true }
  }
  const installed = await installedCertificates(db)
  const of = async (role: 'anchor' | 'intermediate'): Promise<Uint8Array[]> => [
    ...installed.filter((one) => one.role === role).map(({ der, sha256 }) => checked(der, sha256)),
    ...(options.folder === null ? [] : await certificatesIn(join(options.folder, `${role}s`))),
  ]
  return { anchors: await of('anchor'), intermediates: await of('intermediate'), testPersons: false }
}

async function certificatesIn(folder: string): Promise<Uint8Array[]> {
  const names = await readdir(folder).catch(() => [])
  const found: Uint8Array[] = []
  for (const name of names.filter((each) => /\.(cer|crt|der|pem)$/i.test(each)).sort()) {
    const bytes = new Uint8Array(await readFile(join(folder, name)))
    found.push(checked(bytes, name))
  }
  return found
}

function checked(bytes: Uint8Array, where: string): Uint8Array {
  try {
    return parseCertificate(derOf(bytes, 'certificate')).der
  } catch {
    throw new SetupRefused('notCertificate', { where })
  }
}
