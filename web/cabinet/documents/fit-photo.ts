/**
 * Longest side of a photo made smaller: a page of a document stays readable in print (about 210 dots an inch on
 * A4).
 */
const longestSide = 2480
const qualities = [0.85, 0.7, 0.5]

const isTooLarge = (file: File, most: number): boolean =>
  file.size > most && /^image\/(jpeg|png)$/.test(file.type)

/** Hands the chosen files on, photos of over `most` bytes made smaller first; at once where there are none. */
export function withFittingPhotos(
  files: readonly File[],
  most: number,
  take: (files: readonly File[]) => void,
): void {
  if (!files.some((file) => isTooLarge(file, most))) take(files)
  else void Promise.all(files.map((file) => fitPhoto(file, most))).then(take)
}

/**
 * §7: a phone's photo over the limit, made smaller in the page, since nobody should have to do that by hand. Anything
 * else, and a photo that the browser can't read, comes back as it is: the rules then say what is wrong with it.
 */
async function fitPhoto(file: File, most: number): Promise<File> {
  if (!isTooLarge(file, most)) return file
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    for (const quality of qualities) {
      const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
      if (smaller !== null && smaller.size <= most) {
        const name = file.name.replace(/\.(jpe?g|png)$/i, '')
        return new File([smaller], `${name}.jpg`, { type: 'image/jpeg', lastModified: file.lastModified })
      }
    }
    return file
  } catch {
    return file
  }
}
