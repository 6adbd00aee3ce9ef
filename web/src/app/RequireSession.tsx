import { Navigate, Outlet, useLocation } from "react-router";
import { loginPath } from "@/lib/auth/returnPath";
import { useIsSignedIn } from "@/lib/auth/useSession";

export function RequireSession() {
  const location = useLocation();
  return useIsSignedIn() ? <Outlet /> : <Navigate to={loginPath(location)} replace />;
}
