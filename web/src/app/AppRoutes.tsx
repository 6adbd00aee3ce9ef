import { lazy } from "react";
import { Route, Routes } from "react-router";
import { Layout } from "./Layout";
import { RequireSession } from "./RequireSession";
import { NotFound } from "./routes/NotFound";

// A page is fetched when it is first visited; the home page must not pay for the deck.
const Home = lazy(() => import("./routes/Home").then((page) => ({ default: page.Home })));
const Register = lazy(() => import("./routes/Register").then((page) => ({ default: page.Register })));
const LogIn = lazy(() => import("./routes/LogIn").then((page) => ({ default: page.LogIn })));
const Upload = lazy(() => import("./routes/Upload").then((page) => ({ default: page.Upload })));
const Jobs = lazy(() => import("./routes/Jobs").then((page) => ({ default: page.Jobs })));
const JobDetails = lazy(() => import("./routes/JobDetails").then((page) => ({ default: page.JobDetails })));
const Review = lazy(() => import("./routes/Review").then((page) => ({ default: page.Review })));
const Finish = lazy(() => import("./routes/Finish").then((page) => ({ default: page.Finish })));
const Verify = lazy(() => import("./routes/Verify").then((page) => ({ default: page.Verify })));
const Forgot = lazy(() => import("./routes/Forgot").then((page) => ({ default: page.Forgot })));
const Reset = lazy(() => import("./routes/Reset").then((page) => ({ default: page.Reset })));
const Settings = lazy(() => import("./routes/Settings").then((page) => ({ default: page.Settings })));
const History = lazy(() => import("./routes/History").then((page) => ({ default: page.History })));
const Memory = lazy(() => import("./routes/Memory").then((page) => ({ default: page.Memory })));
const Plan = lazy(() => import("./routes/Plan").then((page) => ({ default: page.Plan })));
const Account = lazy(() => import("./routes/Account").then((page) => ({ default: page.Account })));
const Admin = lazy(() => import("./routes/Admin").then((page) => ({ default: page.Admin })));
const AdminPayment = lazy(() =>
  import("./routes/AdminPayment").then((page) => ({ default: page.AdminPayment })),
);
const RequireAdmin = lazy(() => import("./RequireAdmin").then((page) => ({ default: page.RequireAdmin })));

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Layout />}>
        <Route index element={<Home />} />
        <Route path="register" element={<Register />} />
        <Route path="login" element={<LogIn />} />
        <Route path="forgot" element={<Forgot />} />
        <Route path="reset" element={<Reset />} />
        <Route path="verify" element={<Verify />} />
        <Route path="settings" element={<Settings />} />
        <Route element={<RequireSession />}>
          <Route path="upload" element={<Upload />} />
          <Route path="jobs" element={<Jobs />} />
          <Route path="jobs/:jobId" element={<JobDetails />} />
          <Route path="jobs/:jobId/review" element={<Review />} />
          <Route path="jobs/:jobId/finish" element={<Finish />} />
          <Route path="memory" element={<Memory />} />
          <Route path="history" element={<History />} />
          <Route path="plan" element={<Plan />} />
          <Route path="account" element={<Account />} />
          <Route path="admin" element={<RequireAdmin />}>
            <Route index element={<Admin />} />
            <Route path="payments/:paymentId" element={<AdminPayment />} />
          </Route>
        </Route>
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
