"""The probe of Windows: iphlpapi and wlanapi by ctypes, WinRT for names and consent."""
