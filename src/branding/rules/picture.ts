/** What a picture is, by what stands in it and not by what it is called. */
export interface Picture {
  readonly type: PictureType
  /** Pixels. */
  readonly width: number
  readonly height: number
}

type PictureType = 'image/png' | 'image/jpeg'

/** Reads the header of a PNG or a JPEG; nothing for anything else, or for one that is cut off before its size. */
export const readPicture = (bytes: Uint8Array): Picture | undefined => readPng(bytes) ?? readJpeg(bytes)

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
const pngEnd = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** Source: PNG (Third Edition) §5.2, §5.3, §11.2.1. */
function readPng(bytes: Uint8Array): Picture | undefined {
  if (!startsWith(bytes, pngStart) || !startsWith(bytes.subarray(-8), pngEnd)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Markers that begin a frame, which is where the size stands. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Source: ITU-T T.81 §B.1.1, §B.2.2. */
function readJpeg(bytes: Uint8Array): Picture | undefined {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff]) || bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (isFrame(marker)) {
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** Whether it is a drawing, which can hold script and addresses of other sites. */
export function isSvg(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 1024))
  return /<svg[\s>]/i.test(start) || /<!DOCTYPE svg/i.test(start)
}
