; The installer for people: for one user without any rights, or for everybody with an administrator's.
; installers/windows.py builds it; it defines what stands in ${} and writes the lists of files (files.nsh).
;
;   netmon-tray-VERSION-x64-setup.exe [/S] [/CurrentUser | /AllUsers] [/StartAtLogin] [/D=FOLDER]
;   uninstall.exe [/S] [/DeleteRecords]
;
; /S asks and shows nothing. Codes: 0 done, 1 cancelled, 2 failed, 5 netmon still runs, 740 an administrator is needed.
Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSOR}
!if "${COMPRESSOR}" == "lzma"
  SetCompressorDictSize 64
!endif
RequestExecutionLevel user
ManifestDPIAware true
CRCCheck force

!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "nsDialogs.nsh"
!include "Sections.nsh"
!include "x64.nsh"
!include "MUI2.nsh"
!include "Win\COM.nsh"
!include "Win\Propkey.nsh"
!include "files.nsh"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define RUN_APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
!define TRAY_ENDED 10 ; netmon_tray/gui/__init__.py
!define STILL_RUNS 5
!define NEEDS_ADMINISTRATOR 740 ; ERROR_ELEVATION_REQUIRED

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME}, installer"
VIAddVersionKey "CompanyName" "${AUTHORS}"
VIAddVersionKey "LegalCopyright" "${COPYRIGHT}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

Var IsForAll    ; 1: for everybody on this computer
Var Folder      ; what /D named
Var TrayRan     ; 1: a tray was open and was ended
Var IsUpgrade   ; 1: this uninstaller makes room for another version
Var ForMe
Var ForAll

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Start netmon"
!define MUI_FINISHPAGE_RUN_FUNCTION StartTray
Page custom AskForWhom TakeForWhom
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; --- what installer and uninstaller both do ---------------------------------------------------------------------------

; The program knows how its kind is ended: it asks each one, waits, and forces only what does not answer.
!macro Ending UN
Function ${UN}EndRunning
  StrCpy $TrayRan 0
  ${If} ${FileExists} "$INSTDIR\netmon-tray.exe"
    DetailPrint "Ending netmon ..."
    ExecWait '"$INSTDIR\netmon-tray.exe" --quit' $0
    ${If} $0 = ${TRAY_ENDED}
      StrCpy $TrayRan 1
    ${EndIf}
  ${EndIf}
  StrCpy $1 "netmon-tray.exe"
  Call ${UN}NeedFree
  StrCpy $1 "netmon.exe"
  Call ${UN}NeedFree
FunctionEnd

; Nothing is changed while a program of the folder runs: another user's is out of reach without rights.
Function ${UN}NeedFree
  again:
  ${If} ${FileExists} "$INSTDIR\$1"
    ClearErrors
    FileOpen $0 "$INSTDIR\$1" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$1 still runs, perhaps of another user. End it, then try again." \
        /SD IDCANCEL IDRETRY again
      SetErrorLevel ${STILL_RUNS}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd

; Without an administrator's rights: start once more with them, or end where nobody can be asked.
Function ${UN}NeedRights
  ${If} $IsForAll = 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${If} ${Silent}
        SetErrorLevel ${NEEDS_ADMINISTRATOR}
        Quit
      ${EndIf}
      ExecShell "runas" "$R9" "/AllUsers"
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Ending ""
!insertmacro Ending "un."

; --- the installer ----------------------------------------------------------------------------------------------------

Section "${NAME}" SecProgram
  SectionIn RO
  Call EndRunning
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    DetailPrint "Removing the version before ..."
    ExecWait '"$INSTDIR\uninstall.exe" /S /Upgrade _?=$INSTDIR' $0
    ${If} $0 <> 0
      SetErrorLevel $0
      Abort "The version before could not be removed."
    ${EndIf}
  ${EndIf}
  ClearErrors
  !insertmacro PutFiles
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "Not all files could be written."
  ${EndIf}
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\netmon-tray.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "${AUTHORS}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${SIZE_KIB}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  WriteRegStr SHCTX "${APP_PATHS}\netmon.exe" "" "$INSTDIR\netmon.exe"
  WriteRegStr SHCTX "${APP_PATHS}\netmon-tray.exe" "" "$INSTDIR\netmon-tray.exe"
  Call MakeShortcut
SectionEnd

Section /o "Start at login" SecLogin
  ReadRegStr $0 SHCTX "${RUN}" "${NAME}"
  ${If} $0 == "" ; else it may name places that the user chose
    WriteRegStr SHCTX "${RUN}" "${NAME}" '"$INSTDIR\netmon-tray.exe"'
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "The tray app and the command line netmon.exe."
  !insertmacro MUI_DESCRIPTION_TEXT ${SecLogin} "Starts the tray app whenever you log in. Windows' settings can switch it off."
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "${NAME} needs 64-bit Windows." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetRegView 64
  StrCpy $R9 "$EXEPATH"
  StrCpy $Folder $INSTDIR
  ReadRegStr $1 HKLM "${UNINSTALL}" "InstallLocation"
  ReadRegStr $2 HKCU "${UNINSTALL}" "InstallLocation"
  StrCpy $IsForAll 0
  ${If} $1 != ""
  ${AndIf} $2 == ""
    StrCpy $IsForAll 1
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${IfNot} ${Errors}
    StrCpy $IsForAll 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/CurrentUser" $1
  ${IfNot} ${Errors}
    StrCpy $IsForAll 0
  ${EndIf}
  Call FindPlace
  ClearErrors
  ${GetOptions} $0 "/StartAtLogin" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${SecLogin}
  ${EndIf}
  ${If} ${Silent}
    Call NeedRights
  ${EndIf}
FunctionEnd

; Where it goes, and what is there of it already.
Function FindPlace
  SetShellVarContext current
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
  ${If} $IsForAll = 1
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
  ${EndIf}
  ReadRegStr $1 SHCTX "${UNINSTALL}" "InstallLocation"
  ${If} $1 != ""
    StrCpy $INSTDIR $1
  ${EndIf}
  ${If} $Folder != ""
    StrCpy $INSTDIR $Folder
  ${EndIf}
  ReadRegStr $1 SHCTX "${RUN}" "${NAME}"
  ${If} $1 != ""
    !insertmacro SelectSection ${SecLogin}
  ${EndIf}
FunctionEnd

Function AskForWhom
  !insertmacro MUI_HEADER_TEXT "For whom?" "Everybody on this computer, or only you."
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 8u 100% 12u "Only for me"
  Pop $ForMe
  ${NSD_CreateRadioButton} 0 28u 100% 12u "For everybody on this computer (Windows asks for an administrator)"
  Pop $ForAll
  ${If} $IsForAll = 1
    ${NSD_Check} $ForAll
  ${Else}
    ${NSD_Check} $ForMe
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function TakeForWhom
  ${NSD_GetState} $ForAll $IsForAll
  Call FindPlace
  Call NeedRights
FunctionEnd

; The entry bears the id of the windows, so that the taskbar and what is pinned there take both for one.
Function MakeShortcut
  CreateShortcut "$SMPROGRAMS\netmon.lnk" "$INSTDIR\netmon-tray.exe" "--show" "" "" SW_SHOWNORMAL "" "${SUMMARY}"
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
    ${If} $1 P<> 0
    ${AndIf} $2 P<> 0
      ${IPersistFile::Load} $1 '("$SMPROGRAMS\netmon.lnk",2)' ; STGM_READWRITE
      System::Call '*(&t${NSIS_MAX_STRLEN} "${APP_ID}")p.r5'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
      System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,r5)p.r4'
      ${IPropertyStore::SetValue} $2 '($3,$4)'
      ${IPropertyStore::Commit} $2 ""
      ${IPersistFile::Save} $1 '("$SMPROGRAMS\netmon.lnk",1)'
      System::Free $3
      System::Free $4
      System::Free $5
    ${EndIf}
    ${If} $1 P<> 0
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${If} $2 P<> 0
      ${IUnknown::Release} $2 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
FunctionEnd

; By the desktop's own process: what an administrator installs does not run with his rights.
Function StartTray
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\netmon-tray.exe"'
FunctionEnd

Function .onInstSuccess
  ${If} ${Silent}
  ${AndIf} $TrayRan = 1
  ${AndIf} $IsForAll = 0
    Exec '"$INSTDIR\netmon-tray.exe"'
  ${EndIf}
FunctionEnd

; --- the uninstaller --------------------------------------------------------------------------------------------------

Section "-un.End"
  Call un.EndRunning
SectionEnd

Section /o "un.Records, settings and token of this user" UnRecords
  nsExec::Exec '"$INSTDIR\netmon.exe" token clear'
  Pop $0
  SetShellVarContext current
  RMDir /r "$LOCALAPPDATA\${NAME}"
SectionEnd

Section "un.${NAME}" UnProgram
  SectionIn RO
  Call un.FindPlace
  !insertmacro DeleteFiles
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ${If} $IsForAll = 0
    RMDir "$LOCALAPPDATA\Programs" ; where nothing else is in it
  ${EndIf}
  Delete "$SMPROGRAMS\netmon.lnk"
  DeleteRegKey SHCTX "${APP_PATHS}\netmon.exe"
  DeleteRegKey SHCTX "${APP_PATHS}\netmon-tray.exe"
  DeleteRegKey SHCTX "${UNINSTALL}"
  ${If} $IsUpgrade = 0
    DeleteRegValue SHCTX "${RUN}" "${NAME}"
    DeleteRegValue SHCTX "${RUN_APPROVED}" "${NAME}"
    DeleteRegValue HKCU "${RUN}" "${NAME}"
    DeleteRegValue HKCU "${RUN_APPROVED}" "${NAME}"
  ${EndIf}
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UnRecords} "What this user recorded, sent or not, with settings and token. Others keep theirs."
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END

Function un.onInit
  SetRegView 64
  StrCpy $R9 "$INSTDIR\uninstall.exe"
  Call un.FindPlace
  ${GetParameters} $0
  StrCpy $IsUpgrade 0
  ClearErrors
  ${GetOptions} $0 "/Upgrade" $1
  ${IfNot} ${Errors}
    StrCpy $IsUpgrade 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/DeleteRecords" $1
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${UnRecords}
  ${EndIf}
  Call un.NeedRights
FunctionEnd

; For whom this installation is.
Function un.FindPlace
  SetShellVarContext current
  StrCpy $IsForAll 0
  ReadRegStr $1 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $1 == $INSTDIR
    SetShellVarContext all
    StrCpy $IsForAll 1
  ${EndIf}
FunctionEnd
