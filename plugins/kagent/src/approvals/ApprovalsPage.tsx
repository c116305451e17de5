import { Route, Routes } from 'react-router-dom';
import { ApprovalsView } from './ApprovalsView';

/** The approval queue and, at `/:number`, one proposal of it. */
export function ApprovalsPage() {
  return (
    <Routes>
      <Route path=":number?" element={<ApprovalsView />} />
    </Routes>
  );
}
