import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import CloseIcon from '@material-ui/icons/KeyboardArrowDown';
import OpenIcon from '@material-ui/icons/KeyboardArrowRight';
import { ReactNode, useState } from 'react';

/** Fields that few need: shown when asked for, set, or wrong. */
export function Folded(props: {
  /** Of the fields, for who is told which button shows them. */
  id: string;
  title: string;
  /** Whether they are shown at first, because something of them is set. */
  isUsed: boolean;
  /** Whether something of them is wrong, which must be seen also when someone has closed them. */
  isWrong: boolean;
  children: ReactNode;
}) {
  const { id, title, isUsed, isWrong, children } = props;
  const [isOpened, setOpened] = useState(isUsed);
  const open = isOpened || isWrong;
  return (
    <div>
      <Button
        aria-expanded={open}
        aria-controls={id}
        startIcon={open ? <CloseIcon /> : <OpenIcon />}
        onClick={() => setOpened(!open)}
      >
        {title}
      </Button>
      <div id={id}>
        <Collapse in={open} mountOnEnter unmountOnExit>
          {children}
        </Collapse>
      </div>
    </div>
  );
}
