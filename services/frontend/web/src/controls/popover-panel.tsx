import { type ReactNode, type ToggleEvent, useId } from 'react';
import './popover-panel.css';

interface PopoverPanelProps {
  id: string;
  className: string;
  title: string;
  /** Beside the title. */
  aside?: ReactNode;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  /** Is there only while it is open. */
  children: ReactNode;
}

/**
 * A panel that a button opens by its `popoverTarget`: the browser's own popover, which closes it by Escape and by a
 * click outside, and gives the focus back.
 */
export function PopoverPanel(props: PopoverPanelProps) {
  const { id, className, title, aside, isOpen, onOpenChange, children } = props;
  const titleId = useId();
  return (
    <div
      className={`popover-panel ${className}`}
      id={id}
      popover="auto"
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      // Before it is shown, so that it is placed with what stands in it.
      onBeforeToggle={({ newState }) => onOpenChange(newState === 'open')}
      onToggle={({ newState, currentTarget }: ToggleEvent<HTMLElement>) => {
        // The keys that scroll it then work, and a screen reader says where it is.
        if (newState === 'open') currentTarget.focus({ preventScroll: true });
      }}
    >
      <div className="popover-panel__head">
        <h2 className="popover-panel__title" id={titleId}>
          {title}
        </h2>
        {aside}
      </div>
      {isOpen && children}
    </div>
  );
}
