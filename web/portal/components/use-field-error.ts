import { GraphFailure } from '../api/graph-client.ts'
import { useTexts } from '../shell/preferences.tsx'
import { useErrorText } from './error-text.ts'

interface FieldError {
  readonly validationState: 'error'
  readonly validationMessage: string
}

/** What a refusal says of one field of a form: the parts of a `Field`, empty where the server names another field or none. */
export function useFieldError(error: unknown): (...properties: readonly string[]) => FieldError | object {
  const errorText = useErrorText()
  return (...properties) => {
    const target = error instanceof GraphFailure ? error.target : undefined
    if (target === undefined || !properties.includes(target)) return {}
    return { validationState: 'error', validationMessage: errorText(error).message }
  }
}

/** What a field says that has to be filled in. */
export function useRequired(): (value: string, wasTried: boolean) => FieldError | object {
  const { shared } = useTexts()
  return (value, wasTried) =>
    wasTried && value.trim() === '' ? { validationState: 'error', validationMessage: shared.required } : {}
}
