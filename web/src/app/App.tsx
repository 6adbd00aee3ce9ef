import { QueryClientProvider } from "@tanstack/react-query";
import { Fragment, useEffect, useState } from "react";
import { BrowserRouter } from "react-router";
import { outbox } from "@/features/review/queue/outbox";
import { createQueryClient } from "@/lib/api/queryClient";
import { useLanguage } from "@/lib/i18n/language";
import { AppRoutes } from "./AppRoutes";
import { ErrorBoundary } from "./ErrorBoundary";
import { useForgetOnLogOut } from "./useForgetOnLogOut";
import { useKeepOpenJobs } from "./useKeepOpenJobs";

export function App() {
  const [client] = useState(createQueryClient);
  useForgetOnLogOut(client);
  useEffect(() => void outbox.start(client), [client]);
  useKeepOpenJobs(client);
  const language = useLanguage();
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <BrowserRouter>
          {/* Every text is read anew. */}
          <Fragment key={language}>
            <AppRoutes />
          </Fragment>
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
