/**
 * The bytes of a Buffer as a plain array, not copied: files of megabytes come by here several times, and each copy is
 * collected in somebody else's time.
 */
export const plainBytes = ({
  buffer,
  byteOffset,
  byteLength,
}: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer> => new Uint8Array(buffer, byteOffset, byteLength)
