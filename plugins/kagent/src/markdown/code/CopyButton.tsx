import { Button, ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';

const LABELS = {
  copied: 'Copied',
  refused: 'Select and copy by hand',
  idle: 'Copy',
};

/** A button that copies text and says so; where a browser does not let it, it says that. */
export function CopyButton(props: {
  text: string;
  /** What is copied, as in "yaml code". */
  what: string;
  /** Shows no word until it was pressed. */
  isIcon?: boolean;
}) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    const { clipboard } = navigator;
    if (!clipboard) {
      setOutcome('refused');
      return;
    }
    clipboard.writeText(props.text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  const label = LABELS[outcome ?? 'idle'];
  const common = {
    size: 'small',
    variant: 'tertiary',
    'aria-label': `${label} ${props.what}`,
    onPress: copy,
  } as const;
  const icon = outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />;
  if (props.isIcon && outcome !== 'refused') {
    return <ButtonIcon {...common} icon={icon} />;
  }
  return (
    <Button {...common} iconStart={icon}>
      {label}
    </Button>
  );
}
