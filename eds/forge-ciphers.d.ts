/** The two ciphers of the national key files, without the rest of node-forge. */
declare module 'node-forge/lib/util.js' {
  export interface ByteBuffer {
    getBytes(): string
  }
  const util: { createBuffer(binary: string): ByteBuffer }
  export default util
}
declare module 'node-forge/lib/des.js' {
  import type { ByteBuffer } from 'node-forge/lib/util.js'
  export interface Cipher {
    start(iv: string): void
    update(input: ByteBuffer): void
    finish(): boolean
    readonly output: ByteBuffer
  }
  const des: { createDecryptionCipher(key: string): Cipher; createEncryptionCipher(key: string): Cipher }
  export default des
}
declare module 'node-forge/lib/rc2.js' {
  import type { Cipher } from 'node-forge/lib/des.js'

  const rc2: {
    createDecryptionCipher(key: string, bits: number): Cipher
    createEncryptionCipher(key: string, bits: number): Cipher
  }
  export default rc2
}
