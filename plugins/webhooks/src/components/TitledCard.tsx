import { InfoCard } from '@backstage/core-components';
import { ComponentProps } from 'react';

/**
 * Backstage's card with a title that is a heading, so that those who go from heading to heading find
 * it.
 *
 * @param props - `level`: one below the heading that the card stands under
 */
export function TitledCard(
  props: ComponentProps<typeof InfoCard> & {
    title: string;
    level: 'h2' | 'h3';
  },
) {
  const { level, ...card } = props;
  return <InfoCard {...card} titleTypographyProps={{ component: level }} />;
}
