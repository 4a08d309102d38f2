import { Badge, Button, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { type AccessTemplate, accessTemplates } from '../../api/access-policy.ts'
import { Loaded } from '../../components/page-states.tsx'
import { Pane } from '../../components/pane.tsx'
import { useTexts } from '../../shell/preferences.tsx'
import { flagsOf, named } from './policy-words.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    gap: tokens.spacingHorizontalL,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  item: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { margin: 0 },
  badges: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  use: { marginTop: 'auto', alignSelf: 'flex-start' },
})

interface Gallery {
  onUse(templateId: string): void
  onClose(): void
}

/** The templates of Graph, with what each does. */
export function TemplateGallery({ onUse, onClose }: Gallery) {
  const styles = useStyles()
  const { templates } = useTexts().access
  const query = useQuery(accessTemplates)
  return (
    <Pane title={templates.title} size="large" onClose={onClose}>
      <Text block>{templates.text}</Text>
      <Loaded query={query}>
        {(found) => (
          <ul className={styles.list}>
            {found.map((template) => (
              <Template key={template.id} template={template} onUse={() => onUse(template.id)} />
            ))}
          </ul>
        )}
      </Loaded>
    </Pane>
  )
}

function Template({ template, onUse }: { readonly template: AccessTemplate; readonly onUse: () => void }) {
  const styles = useStyles()
  const { templates } = useTexts().access
  const name = templates.names[template.id] ?? template.name
  return (
    <li className={styles.item}>
      <Text as="h3" weight="semibold" className={styles.name}>
        {name}
      </Text>
      <Text block>{templates.texts[template.id] ?? template.description}</Text>
      <span className={styles.badges}>
        {flagsOf(template.scenarios).map((scenario) => (
          <Badge key={scenario} appearance="outline" color="informative">
            {named(templates.scenarios, scenario)}
          </Badge>
        ))}
      </span>
      <Button className={styles.use} aria-label={templates.useNamed(name)} onClick={onUse}>
        {templates.use}
      </Button>
    </li>
  )
}
