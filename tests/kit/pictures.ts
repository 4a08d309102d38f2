import { crc32, deflateSync } from 'node:zlib'

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'ascii'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** A PNG of one colour that browsers show; from 1000 pixels wide only its header says so. */
export function aPng(width: number, height: number, [red, green, blue] = [0x0b, 0x3d, 0x91]): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + 3 * Math.min(width, 999))
  for (let at = 1; at < row.length; at += 3) row.set([red ?? 0, green ?? 0, blue ?? 0], at)
  const pixels = Buffer.concat(Array.from({ length: Math.min(height, 999) }, () => row))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  ])
}

/** The frame of a JPEG, without a picture in it. */
export function aJpeg(width: number, height: number): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  const comment = [0xff, 0xfe, 0, 4, 0x68, 0x69]
  return Uint8Array.from([0xff, 0xd8, ...comment, 0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0, 0xff, 0xd9])
}
