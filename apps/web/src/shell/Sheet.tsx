import type {ReactNode} from 'react';
import {Dialog, Modal, ModalOverlay} from 'react-aria-components';

/** A sheet over the page; Escape leaves the person where they were. */
export function Sheet({title, onClose, children}: {
    title: string; onClose(): void; children: ReactNode;
}): ReactNode {
    return (
        <ModalOverlay className="veil" isOpen isDismissable
            onOpenChange={isOpen => {
                if (!isOpen) onClose();
            }}>
            <Modal className="sheet">
                <Dialog aria-label={title}>{children}</Dialog>
            </Modal>
        </ModalOverlay>
    );
}
