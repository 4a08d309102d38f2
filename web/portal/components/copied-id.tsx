import { CopyButton } from './copy-button.tsx'

/** An id with the button that copies it. */
export function CopiedId({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <span>
      {id} <CopyButton text={id} label={label} />
    </span>
  )
}
